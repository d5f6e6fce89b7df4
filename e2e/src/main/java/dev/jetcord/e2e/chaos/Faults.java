package dev.jetcord.e2e.chaos;

import dev.jetcord.launcher.fleet.Services;
import java.time.Duration;
import java.util.List;

/** Every fault there is. */
final class Faults {
    private static final Duration BREATH = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration FROZEN = Duration.ofSeconds(30);
    private static final int OFTEN = 10;
    private static final String COMMAND_WORKER = "command-worker";

    private Faults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("none", "nothing: the judge itself is judged", fleet -> Thread.sleep(BREATH)),
                new Fault(
                        "bridge-kill", "kill -9 of the bridge, three times", fleet -> kill(fleet, Services.BRIDGE, 3)),
                new Fault(
                        "nats-kill", "kill -9 of the NATS server, three times", fleet -> kill(fleet, Services.NATS, 3)),
                new Fault(
                        "worker-kill",
                        "kill -9 of the command worker, three times",
                        fleet -> kill(fleet, COMMAND_WORKER, 3)),
                new Fault(
                        "sockets", "Discord cuts every socket, ten times", fleet -> often(fleet, "/gateway/cut", "{}")),
                new Fault("op7", "a storm of op 7, reconnect", fleet -> often(fleet, "/gateway/reconnect", "{}")),
                new Fault(
                        "op9",
                        "a storm of op 9, invalid session, resumable",
                        fleet -> often(fleet, "/gateway/invalidate", "{\"resumable\":true}")),
                new Fault("nats-frozen", "NATS answers nothing for 30 s", fleet -> freeze(fleet, Services.NATS)),
                new Fault(
                        "bridge-frozen", "the bridge stands still for 30 s", fleet -> freeze(fleet, Services.BRIDGE)));
    }

    private static void kill(WatchedFleet fleet, String service, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            fleet.killAndAwait(service);
            Thread.sleep(BREATH);
        }
    }

    private static void often(WatchedFleet fleet, String path, String body) throws Exception {
        for (int time = 0; time < OFTEN; time++) {
            fleet.fleet().control("POST", path, body);
            Thread.sleep(SHORT);
        }
    }

    private static void freeze(WatchedFleet fleet, String service) throws Exception {
        fleet.fleet().signal(service, "STOP");
        Thread.sleep(FROZEN);
        fleet.fleet().signal(service, "CONT");
    }
}
