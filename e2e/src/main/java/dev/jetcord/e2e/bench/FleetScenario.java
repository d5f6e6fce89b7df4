package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.process.Folders;
import io.nats.client.JetStreamManagement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The events a second that a whole fleet of one process each keeps up with: from the gateway through the bridge and the
 * stream to the event worker, which takes every second one and writes it into its directory. The rate rises by steps as long
 * as it is kept ({@link FleetStep}) and all that was sent is stored exactly once. Against what a fleet cannot be faster than
 * ({@link FleetCeiling}).
 */
final class FleetScenario implements Scenario {
    private static final int GUILDS = 100;
    private static final int MEMBERS = 10;
    private static final int FIRST_RATE = 1000;
    private static final int MOST = 200_000;
    private static final double COARSE = 1.4;
    private static final double FINE = 1.1;
    // What is under way at any moment must be little of it.
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final long POLL_MILLIS = 100;

    private final Installation installation;

    FleetScenario(Installation installation) {
        this.installation = requireNonNull(installation, "installation");
    }

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String description() {
        return "events a second through a whole fleet, end to end, with a bounded lag";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        FleetCeiling ceiling = FleetCeiling.start(installation, effort.duration());
        Path folder = Files.createTempDirectory("jetcord-bench-fleet");
        var fleet = new BenchFleet(installation.libraries(), folder);
        try {
            fleet.up(GUILDS, MEMBERS);
            try (NatsConnection nats = fleet.launched().connect()) {
                Duration step = SHORTEST_STEP.compareTo(effort.duration()) < 0 ? effort.duration() : SHORTEST_STEP;
                var search = new Search(fleet.launched(), nats.connection().jetStreamManagement(), step, progress);
                return List.of(measure(search, ceiling, effort, progress));
            }
        } finally {
            fleet.stop();
            Folders.delete(folder);
            ceiling.stop();
        }
    }

    private static Figure measure(Search search, FleetCeiling ceiling, Effort effort, Consumer<String> progress)
            throws Exception {
        progress.accept("warming up");
        ceiling.warmUp(progress);
        double near = search.highest(FIRST_RATE);
        var kept = new ArrayList<Double>();
        var ceilings = new ArrayList<Double>();
        for (int round = 1; round <= effort.rounds(); round++) {
            double most = ceiling.measure(effort.duration(), progress);
            near = search.highest(near / COARSE);
            kept.add(near);
            ceilings.add(most);
            progress.accept("round %d of %d: ours %,.0f, the slower of bare loop and bare client %,.0f events/s"
                    .formatted(round, effort.rounds(), near, most));
        }
        return new Figure(
                "events kept up with", "events/s", Spread.of(kept), Optional.of(Spread.of(ceilings)), Gate.NONE);
    }

    /** One search for the highest rate, on a fleet that is up. */
    private record Search(LaunchedFleet fleet, JetStreamManagement streams, Duration step, Consumer<String> progress) {

        /** @param near where it begins, events a second */
        double highest(double near) throws Exception {
            double first = Math.max(FIRST_RATE, near);
            double kept = climb(first, COARSE);
            if (kept > 0) {
                return Math.max(kept, climb(kept * FINE, FINE));
            }
            if (first <= FIRST_RATE) {
                throw new UnmeasurableException("the fleet does not keep up with %,d events/s".formatted(FIRST_RATE));
            }
            return highest(first / COARSE);
        }

        /** The highest that was kept up with, or 0. */
        private double climb(double first, double factor) throws Exception {
            double kept = 0;
            for (double rate = first; rate < MOST; rate *= factor) {
                FleetStep tried = under((int) rate);
                if (!tried.keptUp()) {
                    progress.accept("  not kept up with: " + tried);
                    break;
                }
                kept = rate;
            }
            return kept;
        }

        private FleetStep under(int rate) throws Exception {
            Lag lag = new Lag(streams, Topology.EVENT_WORKER);
            long before = StandingCount.await(this::stored, QUIET);
            fleet.control("PUT", "/load", "{\"events_per_second\":%d,\"guilds\":%d}".formatted(rate, GUILDS));
            Thread.sleep(step);
            JsonNode load = fleet.control("DELETE", "/load", "");
            long sent = load.path("events_delivered").asLong();
            var tried = new FleetStep(rate, step, sent, stored() - before, lag.messages());
            awaitStored(before + sent);
            lag.awaitNone(SETTLE);
            tried.requireExactly(stored() - before);
            return tried;
        }

        private void awaitStored(long expected) throws Exception {
            long deadline = System.nanoTime() + SETTLE.toNanos();
            for (long now = stored(); now < expected; now = stored()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new UnmeasurableException(
                            "of %,d events, %,d are stored after %d s".formatted(expected, now, SETTLE.toSeconds()));
                }
                Thread.sleep(POLL_MILLIS);
            }
        }

        // The last sequence, since the stream removes its oldest when it
        // is full. Workers derive nothing from this load.
        private long stored() throws Exception {
            return streams.getStreamInfo(Topology.EVENTS).getStreamState().getLastSequence();
        }
    }
}
