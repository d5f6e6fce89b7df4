package dev.jetcord.common.interaction;

/** What the user of an interaction has been told so far. */
public enum Stage {
    NOTHING,
    /** "Thinking", to the user alone: the answer is an edit and stays with the user. */
    DEFERRED_EPHEMERAL,
    /** "Thinking", to everybody: the answer is an edit, and an error takes it away. */
    DEFERRED_PUBLIC,
    /** A component was acknowledged; {@code @original} is everybody's message: news is a further message. */
    DEFERRED_UPDATE,
    /** The component's message was changed, or what was shown is gone: news is a further message. */
    UPDATED,
    ANSWERED_EPHEMERAL,
    ANSWERED_PUBLIC,
    MODAL,
    CHOICES,
    /** Nothing can be said any more. */
    TOO_LATE
}
