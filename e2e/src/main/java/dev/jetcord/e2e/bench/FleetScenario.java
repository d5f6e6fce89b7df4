package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.launcher.process.Folders;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamInfoOptions;
import io.nats.client.api.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The events a second that a whole fleet of one process each keeps up with: from the gateway through the bridge and the
 * stream to the event worker, which takes every second one and writes it into its directory. The rate rises by steps; one is
 * kept when all that was sent is stored exactly once, and what the worker still has to do at the end is less than a second's
 * worth.
 */
final class FleetScenario implements Scenario {
    private static final String DERIVED = "events.derived.";
    private static final int GUILDS = 100;
    private static final int FIRST_RATE = 1000;
    private static final int MOST = 200_000;
    private static final double STEP = 1.4;
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final long POLL_MILLIS = 100;

    private final Path libraries;

    FleetScenario(Path libraries) {
        this.libraries = requireNonNull(libraries, "libraries");
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
        Path folder = Files.createTempDirectory("jetcord-bench-fleet");
        var fleet = new BenchFleet(libraries, folder);
        try {
            LaunchedFleet.Run up = fleet.launched()
                    .jetcord(Map.of("DISCORD_INTENTS", "GUILDS,GUILD_MEMBERS,GUILD_MESSAGES"), "up", "--detach");
            if (up.exitCode() != 0) {
                throw new UnmeasurableException("the fleet is not up:\n" + up.output());
            }
            fleet.launched().control("POST", "/guilds", "{\"count\":" + GUILDS + ",\"members\":10}");
            try (NatsConnection nats = fleet.launched().connect()) {
                var search = new Search(
                        fleet.launched(), nats.connection().jetStreamManagement(), effort.duration(), progress);
                var kept = new ArrayList<Double>();
                // The first warms up and does not count.
                for (int round = 0; round <= effort.rounds(); round++) {
                    double rate = search.highest();
                    if (round > 0) {
                        kept.add(rate);
                        progress.accept("round %d of %d: %,.0f events/s".formatted(round, effort.rounds(), rate));
                    }
                }
                return List.of(
                        new Figure("events kept up with", "events/s", Spread.of(kept), Optional.empty(), Gate.NONE));
            }
        } finally {
            fleet.stop();
            Folders.delete(folder);
        }
    }

    /** One search for the highest rate, on a fleet that is up. */
    private record Search(
            LaunchedFleet fleet, JetStreamManagement streams, Duration duration, Consumer<String> progress) {

        double highest() throws Exception {
            double kept = 0;
            for (double rate = FIRST_RATE; rate < MOST; rate *= STEP) {
                FleetStep step = under((int) rate);
                if (!step.keptUp()) {
                    progress.accept("  not kept up with: " + step);
                    break;
                }
                kept = rate;
            }
            if (kept == 0) {
                throw new UnmeasurableException("the fleet does not keep up with %,d events/s".formatted(FIRST_RATE));
            }
            return kept;
        }

        private FleetStep under(int rate) throws Exception {
            Lag lag = new Lag(streams, Topology.EVENT_WORKER);
            long before = StandingCount.await(this::stored, QUIET);
            fleet.control("PUT", "/load", "{\"events_per_second\":%d,\"guilds\":%d}".formatted(rate, GUILDS));
            Thread.sleep(duration);
            JsonNode load = fleet.control("DELETE", "/load", "");
            long sent = load.path("events_delivered").asLong();
            var step = new FleetStep(rate, duration, sent, stored() - before, lag.messages());
            awaitStored(before + sent);
            lag.awaitNone(SETTLE);
            step.requireExactly(stored() - before);
            return step;
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

        /** What came from the gateway, without what workers derive. */
        private long stored() throws Exception {
            return streams
                    .getStreamInfo(Topology.EVENTS, StreamInfoOptions.allSubjects())
                    .getStreamState()
                    .getSubjects()
                    .stream()
                    .filter(subject -> !subject.getName().startsWith(DERIVED))
                    .mapToLong(Subject::getCount)
                    .sum();
        }
    }
}
