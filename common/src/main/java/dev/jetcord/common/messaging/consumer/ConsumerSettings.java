package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import java.time.Duration;

/**
 * How a worker consumes.
 *
 * @param declaration the durable consumer it takes messages from
 * @param concurrency messages in hand at once, each on a virtual thread of its own; at least 1
 * @param laneDepth messages of one key in hand at once; one beyond it is given back for a moment; at least 1
 * @param retry how often and after what time a message that failed for a passing reason is tried again
 * @param handlerCap how long a handler may run before it is interrupted; longer than the ack wait is fine, the server
 *     is told meanwhile that work goes on
 * @param ordered whether messages of one guild are handled one after the other; otherwise no message waits for another
 */
public record ConsumerSettings(
        ConsumerDeclaration declaration,
        int concurrency,
        int laneDepth,
        RetryPolicy retry,
        Duration handlerCap,
        boolean ordered) {
    private static final int DEFAULT_CONCURRENCY = 512;
    private static final Duration DEFAULT_HANDLER_CAP = Duration.ofMinutes(5);

    public ConsumerSettings {
        requireNonNull(declaration, "declaration");
        requireNonNull(retry, "retry");
        requireNonNull(handlerCap, "handlerCap");
        if (concurrency < 1 || laneDepth < 1) {
            throw new IllegalArgumentException("concurrency and lane depth must be at least 1");
        }
    }

    /** 512 messages in hand, at most a quarter of them of one key, the default {@link RetryPolicy}, 5 minutes a handler. */
    public static ConsumerSettings of(ConsumerDeclaration declaration) {
        return of(declaration, DEFAULT_CONCURRENCY);
    }

    /** The defaults with another concurrency. */
    public static ConsumerSettings of(ConsumerDeclaration declaration, int concurrency) {
        return new ConsumerSettings(
                declaration, concurrency, Math.max(1, concurrency / 4), RetryPolicy.DEFAULT, DEFAULT_HANDLER_CAP, true);
    }

    /** The same without an order: for messages of which none depends on another. */
    public ConsumerSettings unordered() {
        return new ConsumerSettings(declaration, concurrency, laneDepth, retry, handlerCap, false);
    }
}
