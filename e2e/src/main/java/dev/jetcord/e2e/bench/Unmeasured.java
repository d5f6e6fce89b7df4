package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

/**
 * A line of the table without a figure, where others of its scenario have one.
 *
 * @param problem what stood in the way
 */
record Unmeasured(String what, String problem) implements Row {
    Unmeasured {
        requireNonNull(what, "what");
        requireNonNull(problem, "problem");
    }
}
