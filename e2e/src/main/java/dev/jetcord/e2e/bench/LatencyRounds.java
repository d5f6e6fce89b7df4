package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rounds of one rate, and the lines that they come to. Not thread-safe. */
final class LatencyRounds {
    private static final double MOST_OVER_REST = 3;
    private static final double MOST_P99 = 25;

    private final String what;
    private final boolean gated;
    private final Map<Percentile, List<Double>> ours = new EnumMap<>(Percentile.class);
    private final Map<Percentile, List<Double>> bare = new EnumMap<>(Percentile.class);
    private final List<Double> overRest = new ArrayList<>();

    /** @param gated whether this is the rate at which a latency has to be reached */
    LatencyRounds(String what, boolean gated) {
        this.what = requireNonNull(what, "what");
        this.gated = gated;
    }

    /**
     * Adds one round; each list in ascending order.
     *
     * @param published the bare client's, from publishing to receipt
     * @param rest a bare HTTP request's
     * @param answered ours, from the gateway to the callback
     */
    void add(List<Double> published, List<Double> rest, List<Double> answered) {
        for (Percentile percentile : Percentile.values()) {
            add(bare, percentile, published);
            add(ours, percentile, answered);
        }
        overRest.add(Percentile.P50.of(answered) - Percentile.P50.of(rest));
    }

    private static void add(Map<Percentile, List<Double>> rounds, Percentile percentile, List<Double> sorted) {
        rounds.computeIfAbsent(percentile, _ -> new ArrayList<>()).add(percentile.of(sorted));
    }

    /** A line for each percentile, and what of the median is not the way of the REST request. */
    List<Row> rows() {
        var rows = new ArrayList<Row>();
        ours.forEach((percentile, values) -> {
            Optional<Spread> ceiling = Optional.of(Spread.of(requireNonNull(bare.get(percentile))));
            rows.add(new Figure(what + ", " + percentile, "ms", Spread.of(values), ceiling, gate(percentile)));
            if (percentile == Percentile.P50) {
                rows.add(new Figure(
                        what + ", p50 over the REST round trip",
                        "ms",
                        Spread.of(overRest),
                        ceiling,
                        gated ? new Gate.AtMost(MOST_OVER_REST, false) : Gate.NONE));
            }
        });
        return rows;
    }

    private Gate gate(Percentile percentile) {
        return gated && percentile == Percentile.P99 ? new Gate.AtMost(MOST_P99, false) : Gate.NONE;
    }
}
