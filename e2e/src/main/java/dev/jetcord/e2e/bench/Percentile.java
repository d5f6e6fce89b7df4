package dev.jetcord.e2e.bench;

import java.util.List;

/** A point of a distribution. */
enum Percentile {
    P50("p50", 0.5),
    P99("p99", 0.99),
    P999("p99.9", 0.999);

    private final String text;
    private final double share;

    Percentile(String text, double share) {
        this.text = text;
        this.share = share;
    }

    /**
     * The smallest value that at least this share of all does not pass.
     *
     * @param sorted in ascending order; at least one
     */
    double of(List<Double> sorted) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
