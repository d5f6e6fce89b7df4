package dev.jetcord.common.interaction;

/** Whether the user sees what was said. */
public enum Told {
    /** Discord took it. */
    SHOWN,
    /** Nobody was in time (10062), or the 15 minutes are over: nothing can be shown any more. */
    TOO_LATE,
    /** The interaction has no place to show it: an autocomplete takes choices only. */
    NO_PLACE
}
