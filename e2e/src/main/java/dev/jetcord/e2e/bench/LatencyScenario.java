package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.launcher.process.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * From the gateway frame of an interaction to its callback at the sandbox, over the whole fleet, at a steady rate; against
 * what the bare client needs to publish a message and receive it again at the same rate. The sandbox tells whole
 * milliseconds.
 */
final class LatencyScenario implements Scenario {
    private static final List<Integer> RATES = List.of(50, 500, 1000);
    private static final int GATED_RATE = 500;
    private static final int GUILDS = 100;
    // The sandbox shows so many of its latest interactions.
    private static final int SHOWN = 1000;
    private static final long LOOK_MILLIS = 500;
    private static final long SETTLE_MILLIS = 1000;
    private static final int WARM_UP_ROUNDS = 1;
    // Below this share of the rate, what was measured is another rate's latency.
    private static final double LEAST_SHARE = 0.95;

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
            fleet.up().control("POST", "/guilds", "{\"count\":" + GUILDS + ",\"members\":1}");
            var figures = new ArrayList<Figure>();
            for (int rate : RATES) {
                figures.addAll(measure(rate, fleet, nats, effort, progress));
            }
            return figures;
        } finally {
            fleet.stop();
            nats.stop();
            Folders.delete(folder);
        }
    }

    private static List<Figure> measure(
            int rate, LaunchedFleet fleet, BenchNats nats, Effort effort, Consumer<String> progress) throws Exception {
        Map<Percentile, List<Double>> ours = new LinkedHashMap<>();
        Map<Percentile, List<Double>> bare = new LinkedHashMap<>();
        for (int round = 1 - WARM_UP_ROUNDS; round <= effort.rounds(); round++) {
            List<Double> raw = RawLatency.measure(nats.connection().connection(), rate, effort.duration());
            List<Double> callbacks = callbacks(rate, fleet, effort);
            if (round < 1) {
                continue;
            }
            for (Percentile percentile : Percentile.values()) {
                bare.computeIfAbsent(percentile, _ -> new ArrayList<>()).add(percentile.of(raw));
                ours.computeIfAbsent(percentile, _ -> new ArrayList<>()).add(percentile.of(callbacks));
            }
            progress.accept("%d/s, round %d of %d: p50 %.0f ms, p99 %.0f ms of %d callbacks"
                    .formatted(
                            rate,
                            round,
                            effort.rounds(),
                            Percentile.P50.of(callbacks),
                            Percentile.P99.of(callbacks),
                            callbacks.size()));
        }
        var figures = new ArrayList<Figure>();
        ours.forEach((percentile, values) -> figures.add(new Figure(
                rate + "/s, " + percentile,
                "ms",
                Spread.of(values),
                Optional.of(Spread.of(requireNonNull(bare.get(percentile)))),
                rate == GATED_RATE ? percentile.gate() : Gate.NONE)));
        return figures;
    }

    private static List<Double> callbacks(int rate, LaunchedFleet fleet, Effort effort) throws Exception {
        Map<String, Double> latencies = new HashMap<>();
        Map<String, Boolean> before = new HashMap<>();
        for (JsonNode interaction : latest(fleet)) {
            before.put(interaction.path("id").asText(), true);
        }
        fleet.control("PUT", "/load", "{\"interactions_per_second\":%d,\"guilds\":%d}".formatted(rate, GUILDS));
        long end = System.nanoTime() + effort.duration().toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(LOOK_MILLIS);
            note(latest(fleet), before, latencies);
        }
        JsonNode load = fleet.control("DELETE", "/load", "");
        long sent = load.path("interactions").asLong();
        if (sent < LEAST_SHARE * rate * effort.seconds()) {
            throw new UnmeasurableException(
                    "the sandbox sent " + sent + " interactions instead of " + rate + " a second, and refused "
                            + load.path("interactions_refused").asLong());
        }
        Thread.sleep(SETTLE_MILLIS);
        note(latest(fleet), before, latencies);
        if (latencies.size() < sent) {
            throw new UnmeasurableException("of " + sent + " interactions at " + rate + "/s, " + latencies.size()
                    + " were seen to be answered");
        }
        return latencies.values().stream().sorted().toList();
    }

    private static JsonNode latest(LaunchedFleet fleet) throws Exception {
        return fleet.control("GET", "/interactions?limit=" + SHOWN, "");
    }

    private static void note(JsonNode interactions, Map<String, Boolean> before, Map<String, Double> latencies) {
        for (JsonNode interaction : interactions) {
            JsonNode latency = interaction.at("/callback/latency_ms");
            String id = interaction.path("id").asText();
            if (latency.isNumber() && !before.containsKey(id)) {
                latencies.put(id, latency.asDouble());
            }
        }
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
