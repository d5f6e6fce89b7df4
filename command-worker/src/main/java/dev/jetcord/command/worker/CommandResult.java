package dev.jetcord.command.worker;

import java.time.Duration;
import java.util.Optional;

/** What came of an interaction. */
sealed interface CommandResult {
    /** The handler ran and answered. */
    record Answered() implements CommandResult {}

    /** No command of that name; the user was told. */
    record Unknown() implements CommandResult {}

    /** The user may not do it, and was told what is missing. */
    record Refused() implements CommandResult {}

    /** Nothing can be shown to the user any more. */
    record TooLate() implements CommandResult {}

    /**
     * The handler failed for a passing reason; the user sees at most "thinking".
     *
     * @param reason for the logs
     * @param after when to run it again; the consumer's own back-off where absent
     */
    record Again(String reason, Optional<Duration> after) implements CommandResult {}

    /** Suggestions failed; the user sees none, and the next letter typed asks again: nothing of it is worth keeping. */
    record Unsuggested() implements CommandResult {}

    /**
     * The handler failed; the user was told, with the reference that the log has as well.
     *
     * @param reference a short id
     */
    record Failed(String reference, Throwable cause) implements CommandResult {}

    /** In a few words; also the bounded label of metrics. */
    default String label() {
        return switch (this) {
            case Answered answered -> "answered";
            case Unknown unknown -> "unknown";
            case Refused refused -> "refused";
            case TooLate tooLate -> "too_late";
            case Again again -> "retried";
            case Unsuggested unsuggested -> "failed";
            case Failed failed -> "failed";
        };
    }
}
