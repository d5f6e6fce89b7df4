package dev.jetcord.e2e.bench;

/** What a figure has to reach. */
sealed interface Gate {
    /** Nothing: it is printed only. */
    record None() implements Gate {}

    /**
     * A share of the ceiling, by the medians.
     *
     * @param hard whether a run that misses it has failed
     */
    record RatioAtLeast(double least, boolean hard) implements Gate {}

    /**
     * At most so many times the ceiling.
     *
     * @param hard whether a run that misses it has failed
     */
    record RatioAtMost(double most, boolean hard) implements Gate {}

    /**
     * A median that is not passed.
     *
     * @param hard whether a run that misses it has failed
     */
    record AtMost(double most, boolean hard) implements Gate {}

    Gate NONE = new None();
}
