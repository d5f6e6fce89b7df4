package dev.jetcord.command;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Thrown by a handler whose work failed for a passing reason: it is run again after a while, and only when that keeps
 * failing is the user told. Every {@link java.io.IOException} and timeout counts as one by itself. A handler that is run
 * again must do nothing twice: {@link CommandContext#attempt()} says which run it is, and the interaction's id stays.
 */
public final class TryAgainException extends Exception {
    private final Optional<Duration> after;

    /** @param reason for the logs; must not quote what the user entered */
    public TryAgainException(String reason) {
        super(requireNonNull(reason, "reason"));
        this.after = Optional.empty();
    }

    /**
     * @param reason for the logs; must not quote what the user entered
     * @param after when to run it again, in place of the worker's own back-off
     */
    public TryAgainException(String reason, Duration after) {
        super(requireNonNull(reason, "reason"));
        this.after = Optional.of(after);
    }

    /** When to run it again; the worker's own back-off where absent. */
    public Optional<Duration> after() {
        return after;
    }
}
