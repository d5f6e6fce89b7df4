package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.interaction.Interaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One of two command workers is killed while it waits for Discord's answers; the other gets what it had in hand when the
 * consumer's ack wait has passed. Not thread-safe.
 */
final class WorkerOutages {
    private static final String WORKER = Topology.COMMAND_WORKER.durable();
    private static final int IN_HAND = 100;
    private static final Duration DISCORD_TAKES = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final double NANOS = 1e9;

    private final Installation installation;
    private final World world;
    private final ServiceProcess bridge;
    private final ServiceProcess survivor;
    private final Lag lag;

    private WorkerOutages(Installation installation, World world) throws Exception {
        this.installation = requireNonNull(installation, "installation");
        this.world = requireNonNull(world, "world");
        this.lag = new Lag(world.nats().connection().connection().jetStreamManagement(), Topology.COMMAND_WORKER);
        this.bridge = ServiceProcess.start(installation, Services.BRIDGE, world.environment(), List.of());
        this.survivor = ServiceProcess.start(installation, WORKER, world.environment(), List.of());
    }

    static WorkerOutages start(Installation installation) throws Exception {
        return new WorkerOutages(installation, World.withoutDatabase(installation));
    }

    /**
     * Kills a worker once.
     *
     * @return the seconds from then until everything was handled by the other
     * @throws UnmeasurableException when an interaction was not answered, or the killed worker had none in hand
     */
    double once() throws Exception {
        ServiceProcess victim = ServiceProcess.start(installation, WORKER, world.environment(), List.of());
        world.discord().setFaults(Faults.latency(DISCORD_TAKES));
        List<Interaction> asked = ask();
        awaitTaken();
        long killed = System.nanoTime();
        victim.kill();
        world.discord().setFaults(Faults.NONE);
        // What the other has in hand is answered by then.
        Thread.sleep(DISCORD_TAKES.multipliedBy(2));
        long left = lag.messages();
        lag.awaitNone(SETTLE);
        double seconds = (System.nanoTime() - killed) / NANOS;
        requireAnswered(asked, left);
        return seconds;
    }

    private List<Interaction> ask() throws ApiException {
        var asked = new ArrayList<Interaction>();
        for (int count = 0; count < IN_HAND; count++) {
            asked.add(world.discord().type("/ping"));
        }
        return asked;
    }

    private void awaitTaken() throws Exception {
        long deadline = System.nanoTime() + DISCORD_TAKES.toNanos() / 2;
        while (lag.messages() < IN_HAND && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
    }

    private void requireAnswered(List<Interaction> asked, long left)
            throws UnmeasurableException, InterruptedException {
        long answered = 0;
        for (Interaction interaction : asked) {
            JsonNode seen = world.discord().await(interaction, ANSWER);
            answered += seen.path("state").asText().equals("answered") ? 1 : 0;
        }
        judge(asked.size(), answered, left);
    }

    /**
     * Whether a turn was what it has to be.
     *
     * @param left what nobody had settled when the living worker had finished its own
     */
    static void judge(long asked, long answered, long left) throws UnmeasurableException {
        if (left == 0) {
            throw new UnmeasurableException("the killed worker had nothing in hand");
        }
        if (answered != asked) {
            throw new UnmeasurableException("of %,d interactions, %,d were answered".formatted(asked, answered));
        }
    }

    void stop() throws Exception {
        survivor.stop();
        bridge.stop();
        world.stop();
    }
}
