package dev.jetcord.common.wire;

/**
 * The names of the headers that a dead letter has beside those of its message, and of the one that a replayed message
 * has. What begins with {@link #PREFIX} is never taken over from a message into its letter.
 */
public final class DeadLetterHeaders {
    public static final String PREFIX = "Jetcord-";
    /** Why it was given up; one of a closed set. */
    public static final String REASON = "Jetcord-Dead-Letter-Reason";
    /** The id that the user saw and the logs carry. */
    public static final String REFERENCE = "Jetcord-Dead-Letter-Reference";
    /** How often it was delivered. */
    public static final String DELIVERIES = "Jetcord-Dead-Letter-Deliveries";
    /** When it was given up; RFC 3339. */
    public static final String TIME = "Jetcord-Dead-Letter-Time";

    public static final String STREAM = "Jetcord-Dead-Letter-Stream";
    /** The message's sequence in its stream. */
    public static final String SEQUENCE = "Jetcord-Dead-Letter-Sequence";

    public static final String CONSUMER = "Jetcord-Dead-Letter-Consumer";
    /** The instance of the worker that gave it up. */
    public static final String WORKER = "Jetcord-Dead-Letter-Worker";

    public static final String SUBJECT = "Jetcord-Dead-Letter-Subject";
    /** The message's own {@code Nats-Msg-Id}. */
    public static final String ORIGINAL_ID = "Jetcord-Dead-Letter-Message-Id";
    /** How many letters the same message had before this one: 0, and one more with each replay. */
    public static final String GENERATION = "Jetcord-Dead-Letter-Generation";

    /** On a replayed message: the sequence of the letter in {@code DEADLETTERS} that it was made from. */
    public static final String REPLAY_OF = "Jetcord-Replay-Of";
    /** On a replayed message: the generation that a further letter of it has. */
    public static final String REPLAY_GENERATION = "Jetcord-Replay-Generation";

    private DeadLetterHeaders() {}
}
