package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** What became of a message, as its handler says. */
public sealed interface Outcome {
    /** It is done. */
    static Outcome done() {
        return new Done();
    }

    /** It failed for a passing reason; the retry policy says when it is tried again. */
    static Outcome retry(String reason) {
        return new Retry(reason, Optional.empty());
    }

    /** It can never succeed and nobody is to blame but the program or the message: a dead letter. */
    static Outcome failed(String reference, Throwable cause) {
        return new Failed(reference, cause);
    }

    record Done() implements Outcome {}

    /**
     * Try again.
     *
     * @param reason why, for the logs
     * @param after when; the retry policy's own delay where absent
     */
    record Retry(String reason, Optional<Duration> after) implements Outcome {
        public Retry {
            requireNonNull(reason, "reason");
            requireNonNull(after, "after");
        }
    }

    /**
     * A business rule refuses it, and whoever asked has been told.
     *
     * @param reason which rule, for metrics and logs; from a closed set
     */
    record Reject(String reason) implements Outcome {
        public Reject {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * The handler failed for good and whoever asked has been told.
     *
     * @param reference the id that the user saw
     */
    record Failed(String reference, Throwable cause) implements Outcome {
        public Failed {
            requireNonNull(reference, "reference");
            requireNonNull(cause, "cause");
        }
    }

    /** It is too late for it: an interaction whose token no longer works. */
    record Expired() implements Outcome {}

    /**
     * A dependency that it needs is known to fail; it was not tried.
     *
     * @param dependency its name, from a closed set
     * @param retryAfter when it may be there again
     */
    record Unavailable(String dependency, Duration retryAfter) implements Outcome {
        public Unavailable {
            requireNonNull(dependency, "dependency");
            requireNonNull(retryAfter, "retryAfter");
        }
    }
}
