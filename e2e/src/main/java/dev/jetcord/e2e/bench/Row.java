package dev.jetcord.e2e.bench;

/** A line of the table: a figure, or why there is none. */
sealed interface Row permits Figure, Unmeasured {
    /** What was, or was to be, measured. */
    String what();
}
