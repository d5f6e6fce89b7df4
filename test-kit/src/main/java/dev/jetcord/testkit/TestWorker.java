package dev.jetcord.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.consumer.BatchHandler;
import dev.jetcord.common.messaging.consumer.BatchLimits;
import dev.jetcord.common.messaging.consumer.ConsumerSettings;
import dev.jetcord.common.messaging.consumer.Decoder;
import dev.jetcord.common.messaging.consumer.Delivery;
import dev.jetcord.common.messaging.consumer.FailureReporter;
import dev.jetcord.common.messaging.consumer.Handler;
import dev.jetcord.common.messaging.consumer.IncomingMessage;
import dev.jetcord.common.messaging.consumer.RetryPolicy;
import dev.jetcord.common.messaging.consumer.SingleRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A worker as a test sees it: what it consumes, how it reads and handles a message. {@link #feed} gives it one message
 * without a server, {@link #start} runs it against a real one.
 *
 * @param settings how it consumes
 * @param batch how many messages its handler takes at once
 * @param decoder reads a message
 * @param handler handles those of a batch
 * @param reporter tells whoever waits of a failure
 * @param <T> its payload
 */
public record TestWorker<T>(
        ConsumerSettings settings,
        BatchLimits batch,
        Decoder<T> decoder,
        BatchHandler<T> handler,
        FailureReporter reporter) {
    /** Three attempts that follow at once: a test of what happens after the last one need not wait. */
    public static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(50));

    private static final BatchLimits ONE = new BatchLimits(1, Duration.ZERO);

    public TestWorker {
        requireNonNull(settings, "settings");
        requireNonNull(batch, "batch");
        requireNonNull(decoder, "decoder");
        requireNonNull(handler, "handler");
        requireNonNull(reporter, "reporter");
    }

    /** Takes one message at a time, with the default settings but for {@link #QUICK} retries. */
    public static <T> TestWorker<T> of(ConsumerDeclaration consumer, Decoder<T> decoder, Handler<T> handler) {
        requireNonNull(handler, "handler");
        return ofBatches(consumer, ONE, decoder, messages -> List.of(handler.handle(messages.getFirst())));
    }

    /** Takes batches, with the default settings but for {@link #QUICK} retries. */
    public static <T> TestWorker<T> ofBatches(
            ConsumerDeclaration consumer, BatchLimits batch, Decoder<T> decoder, BatchHandler<T> handler) {
        return new TestWorker<>(
                ConsumerSettings.of(consumer).withRetry(QUICK), batch, decoder, handler, FailureReporter.NONE);
    }

    /** The same with other settings. */
    public TestWorker<T> with(UnaryOperator<ConsumerSettings> change) {
        return new TestWorker<>(change.apply(settings), batch, decoder, handler, reporter);
    }

    /** The same, but whoever waits for a message is told by this. */
    public TestWorker<T> telling(FailureReporter other) {
        return new TestWorker<>(settings, batch, decoder, handler, other);
    }

    /**
     * The same, but the acknowledgement of each message is lost as often as said: it has been handled, and is delivered
     * again. A handler that stands this is idempotent. A lost acknowledgement counts as one of the policy's attempts.
     *
     * @param times at least 1, and below the policy's attempts
     */
    public TestWorker<T> losingAcknowledgements(int times) {
        if (times < 1 || settings.retry().exhausted(times)) {
            throw new IllegalArgumentException(
                    "The policy has " + settings.retry().attempts() + " attempts, of which " + times
                            + " cannot be lost; lose fewer, or at least 1");
        }
        return new TestWorker<>(settings, batch, decoder, new LostAcknowledgements<>(handler, times), reporter);
    }

    /** Gives it one message, without a server, as the first delivery. */
    public SingleRun.Result feed(TestEvent event) {
        return feed(event, 1);
    }

    /**
     * Gives it one message, without a server.
     *
     * @param deliveryCount which delivery of it; the policy's last attempt shows what becomes of a message that is given up
     */
    public SingleRun.Result feed(TestEvent event, long deliveryCount) {
        Instant now = Instant.now();
        return new SingleRun<>(
                        settings, decoder, handler, reporter, InstantSource.system(), RandomGenerator.getDefault())
                .run(IncomingMessage.of(
                        event.subject(),
                        event.headers(),
                        event.body().getBytes(UTF_8),
                        new Delivery(settings.declaration().stream(), 1, deliveryCount, now, now)));
    }

    /** Starts it against a server of its own that has every stream and consumer of Jetcord. */
    public TestConsumer<T> start() throws Exception {
        return TestConsumer.start(this);
    }
}
