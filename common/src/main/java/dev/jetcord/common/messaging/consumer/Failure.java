package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * That a message failed for good.
 *
 * @param reference a short id that the log line carries as well, to be shown to whoever waits
 */
public record Failure(Reason reason, String reference) {
    private static final int REFERENCE_DIGITS = 8;

    public Failure {
        requireNonNull(reason, "reason");
        requireNonNull(reference, "reference");
    }

    /** A failure that gets a new reference. */
    static Failure of(Reason reason, RandomGenerator random) {
        return new Failure(reason, HexFormat.of().toHexDigits(random.nextLong(), REFERENCE_DIGITS));
    }

    /** Why. Also the bounded label of metrics and dead letters. */
    public enum Reason {
        /** Headers or body cannot be read, or hold what the contract forbids. */
        INVALID,
        /** The handler failed for good. */
        HANDLER_FAILED,
        /** The last attempt failed for a passing reason. */
        EXHAUSTED,
        /** A dependency that it needs fails at present; it was not tried. */
        UNAVAILABLE,
        /** No worker ever settled it, as when each that took it died: the server gave up delivering it. */
        ABANDONED
    }
}
