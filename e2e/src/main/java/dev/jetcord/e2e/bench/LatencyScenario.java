package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.launcher.process.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * From the gateway frame of an interaction to its callback at the sandbox, over the whole fleet, at a steady rate, with and
 * without other events beside; against what the bare client needs to publish a message and receive it again at the same
 * rate, into a NATS server of its own. Ours contains the way of the REST request.
 */
final class LatencyScenario implements Scenario {
    private static final List<Integer> RATES = List.of(50, 500, 1000);
    private static final int GATED_RATE = 500;
    private static final List<Integer> EVENTS_BESIDE = List.of(0, 5000);
    // Step by step: a fleet that has just started does not answer so many within Discord's three seconds.
    private static final List<Integer> WARM_UP_RATES = List.of(50, 100, 200, 400, 800);
    private static final int WARM_UP_ROUNDS = 2;

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
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        Path folder = Files.createTempDirectory("jetcord-bench-latency");
        var fleet = new LaunchedFleet(libraries, folder.resolve("home"));
        BenchNats nats = BenchNats.start();
        try {
            var callbacks = CallbackLatency.of(fleet);
            progress.accept("warming up");
            for (int rate : WARM_UP_RATES) {
                callbacks.warmUp(rate, effort.duration().multipliedBy(WARM_UP_ROUNDS));
            }
            RawLatency.measure(nats.connection().connection(), GATED_RATE, effort.duration());
            var figures = new ArrayList<Figure>();
            for (int events : EVENTS_BESIDE) {
                for (int rate : RATES) {
                    figures.addAll(measure(rate, events, callbacks, nats, effort, progress));
                }
            }
            return figures;
        } finally {
            fleet.stop();
            nats.stop();
            Folders.delete(folder);
        }
    }

    private static List<Figure> measure(
            int rate, int events, CallbackLatency callbacks, BenchNats nats, Effort effort, Consumer<String> progress)
            throws Exception {
        String what = rate + "/s" + (events == 0 ? "" : " beside %,d events/s".formatted(events));
        Map<Percentile, List<Double>> ours = new LinkedHashMap<>();
        Map<Percentile, List<Double>> bare = new LinkedHashMap<>();
        for (int round = 1; round <= effort.rounds(); round++) {
            List<Double> raw = RawLatency.measure(nats.connection().connection(), rate, effort.duration());
            List<Double> answered = callbacks.measure(rate, events, effort.duration());
            for (Percentile percentile : Percentile.values()) {
                bare.computeIfAbsent(percentile, _ -> new ArrayList<>()).add(percentile.of(raw));
                ours.computeIfAbsent(percentile, _ -> new ArrayList<>()).add(percentile.of(answered));
            }
            progress.accept("%s, round %d of %d: p50 %.2f ms, p99 %.2f ms of %d callbacks"
                    .formatted(
                            what,
                            round,
                            effort.rounds(),
                            Percentile.P50.of(answered),
                            Percentile.P99.of(answered),
                            answered.size()));
        }
        var figures = new ArrayList<Figure>();
        ours.forEach((percentile, values) -> figures.add(new Figure(
                what + ", " + percentile,
                "ms",
                Spread.of(values),
                Optional.of(Spread.of(requireNonNull(bare.get(percentile)))),
                rate == GATED_RATE ? percentile.gate() : Gate.NONE)));
        return figures;
    }

    /** A point of a distribution, and what it has to reach at the gated rate. */
    private enum Percentile {
        P50("p50", 0.5),
        P99("p99", 0.99),
        P999("p99.9", 0.999);

        private final String text;
        private final double share;

        Percentile(String text, double share) {
            this.text = text;
            this.share = share;
        }

        Gate gate() {
            return switch (this) {
                case P50 -> new Gate.AtMost(3, false);
                case P99 -> new Gate.AtMost(25, false);
                case P999 -> Gate.NONE;
            };
        }

        /** The smallest value that at least this share of all does not pass. */
        double of(List<Double> sorted) {
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
