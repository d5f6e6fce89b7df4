package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measured line of the table.
 *
 * @param what what was measured
 * @param unit of ours and of the ceiling
 * @param ceiling what the same machine does without Jetcord, where there is such a thing
 */
record Figure(String what, String unit, Spread ours, Optional<Spread> ceiling, Gate gate) implements Row {
    Figure {
        requireNonNull(what, "what");
        requireNonNull(unit, "unit");
        requireNonNull(ours, "ours");
        requireNonNull(gate, "gate");
        if ((gate instanceof Gate.RatioAtLeast || gate instanceof Gate.RatioAtMost) && ceiling.isEmpty()) {
            throw new IllegalArgumentException(what + " has no ceiling to be held against");
        }
    }

    /** Ours as a share of the ceiling, by the medians. */
    OptionalDouble ratio() {
        return ceiling.map(spread -> OptionalDouble.of(ours.median() / spread.median()))
                .orElse(OptionalDouble.empty());
    }

    /** Whether it reaches what it has to. */
    boolean reached() {
        return switch (gate) {
            case Gate.None _ -> true;
            case Gate.RatioAtLeast ratio -> ratio().orElse(0) >= ratio.least();
            case Gate.RatioAtMost ratio -> ratio().orElse(Double.MAX_VALUE) <= ratio.most();
            case Gate.AtMost limit -> ours.median() <= limit.most();
        };
    }

    /** Whether a run with this figure has failed. */
    boolean failsTheRun() {
        boolean hard = switch (gate) {
            case Gate.None _ -> false;
            case Gate.RatioAtLeast ratio -> ratio.hard();
            case Gate.RatioAtMost ratio -> ratio.hard();
            case Gate.AtMost limit -> limit.hard();
        };
        return hard && !reached();
    }
}
