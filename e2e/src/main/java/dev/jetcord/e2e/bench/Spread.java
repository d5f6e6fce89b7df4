package dev.jetcord.e2e.bench;

import java.util.Collection;
import java.util.List;

/**
 * What several rounds gave.
 *
 * @param values in ascending order; at least one
 */
record Spread(List<Double> values) {
    Spread {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    static Spread of(Collection<Double> values) {
        return new Spread(List.copyOf(values));
    }

    /** The one in the middle; of an even number, the mean of the two. */
    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    double min() {
        return values.getFirst();
    }

    double max() {
        return values.getLast();
    }
}
