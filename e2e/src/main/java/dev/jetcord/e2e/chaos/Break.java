package dev.jetcord.e2e.chaos;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What can be done to a fleet. Each returns when it is over and, where something was ended, when the fleet is well again. */
final class Break {
    private static final Duration BREATH = Duration.ofSeconds(2);
    private static final Duration BETWEEN_BLOWS = Duration.ofMillis(500);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Break() {}

    static void breathe() throws InterruptedException {
        Thread.sleep(BREATH);
    }

    static void killBridges(ChaosFleet fleet, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            Child bridge = fleet.bridges().get(time % fleet.setup().bridges()).process();
            bridge.kill();
            bridge.restart();
            awaitReady(fleet);
            breathe();
        }
    }

    static void killNats(ChaosFleet fleet, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            takeNatsAway(fleet, Duration.ZERO);
            breathe();
        }
    }

    static void killLeader(ChaosFleet fleet, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            Child leader = fleet.nats().named(leader(fleet));
            leader.kill();
            breathe();
            leader.restart();
            awaitReady(fleet);
            breathe();
        }
    }

    private static String leader(ChaosFleet fleet) throws Exception {
        try (NatsConnection nats = fleet.connect()) {
            var cluster = nats.connection()
                    .jetStreamManagement()
                    .getStreamInfo(Topology.EVENTS)
                    .getClusterInfo();
            if (cluster == null || cluster.getLeader() == null) {
                throw new IOException("the stream of events has no leader");
            }
            return cluster.getLeader();
        }
    }

    static void takeNatsAway(ChaosFleet fleet, Duration time) throws Exception {
        for (Child node : fleet.nats().all()) {
            node.kill();
        }
        Thread.sleep(time);
        for (Child node : fleet.nats().all()) {
            node.restart();
        }
        awaitReady(fleet);
    }

    static void freeze(Child process, Duration time) throws Exception {
        process.signal("STOP");
        Thread.sleep(time);
        process.signal("CONT");
        breathe();
    }

    static void cutOff(List<BridgeProcess> bridges, Duration time) throws Exception {
        bridges.forEach(BridgeProcess::cutOff);
        Thread.sleep(time);
        bridges.forEach(BridgeProcess::reconnect);
        breathe();
    }

    /** The same to every connection, again and again within seconds. */
    static void storm(ChaosFleet fleet, String what, String body, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            fleet.control("POST", "/gateway/" + what, body);
            Thread.sleep(BETWEEN_BLOWS);
        }
    }

    static void rollingRestart(ChaosFleet fleet) throws Exception {
        for (BridgeProcess bridge : fleet.bridges()) {
            int exit = bridge.process().stop();
            if (exit != 0) {
                throw new IOException(bridge.process() + " did not stop in good order, but with " + exit);
            }
            bridge.process().restart();
            awaitReady(fleet);
        }
    }

    static void jumpClocks(ChaosFleet fleet) throws Exception {
        for (Duration offset : List.of(MINUTE, MINUTE.negated(), Duration.ZERO)) {
            for (BridgeProcess bridge : fleet.bridges()) {
                bridge.setClock(offset);
            }
            breathe();
            fleet.control("POST", "/gateway/cut", "{}");
            breathe();
            // Whoever takes a shard over in another time must not be misled by it.
            killBridges(fleet, 1);
        }
    }

    static void awaitReady(ChaosFleet fleet) throws Exception {
        fleet.await("every bridge to be ready again", PATIENCE, fleet::ready);
    }
}
