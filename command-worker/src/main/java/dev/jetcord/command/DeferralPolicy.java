package dev.jetcord.command;

/**
 * What becomes of a command's first response, which Discord wants within three seconds. Also tells the bridge what to say
 * when no worker is in time.
 */
public enum DeferralPolicy {
    /** The handler answers at once; should it not, "thinking" is shown to the user alone after two seconds. */
    IMMEDIATE,
    /** "Thinking" is shown to the user alone before the handler runs. */
    DEFER_EPHEMERAL,
    /** "Thinking" is shown to everybody before the handler runs. */
    DEFER_PUBLIC,
    /** The handler opens a form, which only a first response can: nothing is shown before it. */
    MODAL
}
