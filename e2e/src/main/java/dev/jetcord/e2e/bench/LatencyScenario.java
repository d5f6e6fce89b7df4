package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.launcher.process.Folders;
import io.nats.client.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * From the gateway frame of an interaction to its callback at the sandbox, over the whole fleet, at a steady rate, with and
 * without other events beside; against what the bare client needs to publish a message and receive it again at the same
 * rate, into a NATS server of its own. Ours contains the way of the REST request, so that a bare HTTP request to the same
 * sandbox is measured beside it.
 */
final class LatencyScenario implements Scenario {
    private static final List<Integer> RATES = List.of(50, 500, 1000);
    private static final int GATED_RATE = 500;
    private static final List<Integer> EVENTS_BESIDE = List.of(0, 5000);
    // Step by step: a fleet that has just started does not answer so many within Discord's three seconds.
    private static final List<Integer> WARM_UP_RATES = List.of(50, 100, 200, 400, 800);
    // What is compiled when, no two starts have in common: each step until it went well, but not for ever.
    private static final int WARM_UP_TRIES = 5;
    // So many interactions, and events beside them, until the compilers of all JVMs have little left to do.
    private static final int WARM_UP_INTERACTIONS = 15_000;
    private static final Duration WARM_UP_BESIDE = Duration.ofSeconds(10);

    private final Path libraries;

    LatencyScenario(Path libraries) {
        this.libraries = requireNonNull(libraries, "libraries");
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String description() {
        return "gateway frame to callback, against the bare client's publish to receipt";
    }

    @Override
    public List<Row> run(Effort effort, Consumer<String> progress) throws Exception {
        Path folder = Files.createTempDirectory("jetcord-bench-latency");
        BenchNats bare = BenchNats.start();
        var fleet = new BenchFleet(libraries, folder);
        try {
            fleet.up(CallbackLatency.GUILDS, 1);
            try (NatsConnection nats = fleet.launched().connect()) {
                var lag = new Lag(nats.connection().jetStreamManagement(), Topology.COMMAND_WORKER);
                var measurement = new Measurement(
                        CallbackLatency.of(fleet.launched(), lag),
                        bare.connection().connection(),
                        fleet.launched().discordUrl(),
                        effort,
                        progress);
                measurement.warmUp();
                var rows = new ArrayList<Row>();
                for (int events : EVENTS_BESIDE) {
                    measurement.warmUpBeside(events);
                    for (int rate : RATES) {
                        rows.addAll(measurement.measure(rate, events));
                    }
                }
                return rows;
            }
        } finally {
            fleet.stop();
            bare.stop();
            Folders.delete(folder);
        }
    }

    /** One run, on a fleet that is up. */
    private record Measurement(
            CallbackLatency callbacks, Connection bare, String discordUrl, Effort effort, Consumer<String> progress) {

        void warmUp() throws Exception {
            for (int rate : WARM_UP_RATES) {
                boolean answered = false;
                for (int time = 0; time < WARM_UP_TRIES && !answered; time++) {
                    progress.accept("warming up at %,d/s".formatted(rate));
                    answered = isAnswered(rate, 0, effort.duration());
                }
            }
            progress.accept("warming up with %,d interactions at %,d/s".formatted(WARM_UP_INTERACTIONS, GATED_RATE));
            for (int sent = 0; sent < WARM_UP_INTERACTIONS; sent += GATED_RATE * effort.seconds()) {
                isAnswered(GATED_RATE, 0, effort.duration());
            }
            RawLatency.measure(bare, GATED_RATE, effort.duration());
            RestRoundTrip.measure(discordUrl, GATED_RATE, effort.duration());
        }

        /** The processes that events go through too. */
        void warmUpBeside(int events) throws Exception {
            if (events > 0) {
                progress.accept("warming up beside %,d events/s".formatted(events));
                isAnswered(GATED_RATE, events, WARM_UP_BESIDE);
            }
        }

        private boolean isAnswered(int rate, int events, Duration duration) throws Exception {
            try {
                callbacks.measure(rate, events, duration);
                return true;
            } catch (UnmeasurableException tooMuchYet) {
                progress.accept("  " + tooMuchYet.getMessage());
                return false;
            }
        }

        /** The lines of one rate; one that says why, where a round could not be measured. */
        List<Row> measure(int rate, int events) throws Exception {
            String what = rate + "/s" + (events == 0 ? "" : " beside %,d events/s".formatted(events));
            var rounds = new LatencyRounds(what, rate == GATED_RATE);
            for (int round = 1; round <= effort.rounds(); round++) {
                List<Double> published = RawLatency.measure(bare, rate, effort.duration());
                List<Double> rest = RestRoundTrip.measure(discordUrl, rate, effort.duration());
                try {
                    List<Double> answered = callbacks.measure(rate, events, effort.duration());
                    rounds.add(published, rest, answered);
                    progress.accept(
                            "%s, round %d of %d: p50 %.2f ms, of which REST %.2f ms, p99 %.2f ms of %d callbacks"
                                    .formatted(
                                            what,
                                            round,
                                            effort.rounds(),
                                            Percentile.P50.of(answered),
                                            Percentile.P50.of(rest),
                                            Percentile.P99.of(answered),
                                            answered.size()));
                } catch (UnmeasurableException problem) {
                    progress.accept("%s, round %d: %s".formatted(what, round, problem.getMessage()));
                    return List.of(new Unmeasured(what, String.valueOf(problem.getMessage())));
                }
            }
            return rounds.rows();
        }
    }
}
