package dev.jetcord.testkit;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.deadletter.DeadLetter;
import java.util.Optional;

/**
 * What became of a message, as the server knows it.
 *
 * @param end how it ended
 * @param deliveries how often it was delivered until then
 * @param deadLetter the letter, where it ended as one
 */
public record Fate(End end, long deliveries, Optional<DeadLetter> deadLetter) {
    public Fate {
        requireNonNull(end, "end");
        requireNonNull(deadLetter, "deadLetter");
    }

    /** How a message can end. */
    public enum End {
        DONE,
        /** A business rule refused it. */
        REJECTED,
        /** It was too late for it. */
        EXPIRED,
        /** A dependency failed, and whoever waited was told so. */
        UNAVAILABLE,
        DEAD_LETTER
    }
}
