package dev.jetcord.common.messaging.consumer;

/** What becomes of a message whose handler finds the gate of a dependency open. */
public enum WhenUnavailable {
    /** It is delivered again later, and its consumer pulls nothing meanwhile. */
    WAIT,
    /** Whoever waits for it is told at once, and it is done with: an interaction is never left waiting. */
    TELL
}
