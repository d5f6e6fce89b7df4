package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.consumer.ConsumerMetrics.Settled;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.InvalidMessageException;
import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes one message from its delivery to its settlement: decode, handle, settle. Whatever a decoder, a handler or a
 * reporter throws, exactly one settlement follows.
 *
 * @param <T> the worker's payload
 */
final class MessageRun<T> {
    private static final Logger log = LoggerFactory.getLogger(BaseNatsConsumer.class);
    /** How long a message waits whose dead letter could not be stored. */
    private static final Duration DEAD_LETTER_DELAY = Duration.ofSeconds(5);

    private final ConsumerSettings settings;
    private final Decoder<T> decoder;
    private final Handler<T> handler;
    private final FailureReporter reporter;
    private final DeadLetters deadLetters;
    private final AckKeeper keeper;
    private final ConsumerMetrics metrics;
    private final InstantSource clock;
    private final RandomGenerator random;

    MessageRun(
            ConsumerSettings settings,
            Decoder<T> decoder,
            Handler<T> handler,
            FailureReporter reporter,
            DeadLetters deadLetters,
            AckKeeper keeper,
            ConsumerMetrics metrics,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = requireNonNull(settings, "settings");
        this.decoder = requireNonNull(decoder, "decoder");
        this.handler = requireNonNull(handler, "handler");
        this.reporter = requireNonNull(reporter, "reporter");
        this.deadLetters = requireNonNull(deadLetters, "deadLetters");
        this.keeper = requireNonNull(keeper, "keeper");
        this.metrics = requireNonNull(metrics, "metrics");
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    void run(Message message, Instant receivedAt, MessageSettlement settlement) {
        NatsJetStreamMetaData place = message.metaData();
        if (place.deliveredCount() > 1) {
            metrics.redelivered();
        }
        Delivery delivery = new Delivery(
                place.getStream(),
                place.streamSequence(),
                place.deliveredCount(),
                place.timestamp().toInstant(),
                receivedAt);
        MDC.put("message_id", header(message, Headers.ID));
        try {
            Received<T> received = decode(message, delivery);
            settle(message, settlement, delivery, handle(received, settlement));
            metrics.sinceReceipt(Duration.between(received.envelope().time(), clock.instant()));
        } catch (InvalidMessageException invalid) {
            String reference = newReference();
            // The message of the exception names a field and never a value.
            log.warn(
                    "message {} of {} breaks the contract: {} (reference {})",
                    delivery.streamSequence(),
                    delivery.stream(),
                    invalid.getMessage(),
                    reference);
            giveUp(message, settlement, new Failure(Failure.Reason.INVALID, reference), true);
        } finally {
            MDC.remove("message_id");
        }
    }

    private Received<T> decode(Message message, Delivery delivery) throws InvalidMessageException {
        EventEnvelope envelope = EventEnvelope.read(name -> header(message, name));
        if (header(message, Headers.CONTENT_ENCODING) != null) {
            throw new InvalidMessageException("header " + Headers.CONTENT_ENCODING + " names an unknown encoding");
        }
        try {
            return new Received<>(envelope, delivery, decoder.decode(envelope, message.getData()));
        } catch (RuntimeException refused) {
            throw new InvalidMessageException(
                    "the decoder failed with " + refused.getClass().getSimpleName(), refused);
        }
    }

    private Outcome handle(Received<T> received, MessageSettlement settlement) {
        long began = System.nanoTime();
        keeper.handling(settlement);
        try {
            return requireNonNull(handler.handle(received), "the handler's outcome");
        } catch (InterruptedException overCap) {
            return Outcome.retry("the handler was interrupted");
        } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
            log.warn(
                    "handling message {} of {} failed (delivery {})",
                    received.delivery().streamSequence(),
                    received.delivery().stream(),
                    received.delivery().deliveryCount(),
                    failure);
            return Outcome.retry(failure.getClass().getSimpleName());
        } finally {
            keeper.handled(settlement);
            // A cap that struck as the handler returned must not disturb what follows.
            Thread.interrupted();
            metrics.handler().record(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void settle(Message message, MessageSettlement settlement, Delivery delivery, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done() -> {
                settlement.ack();
                metrics.settled(Settled.DONE);
            }
            case Outcome.Reject(String reason) -> {
                settlement.ack();
                metrics.settled(Settled.REJECTED);
                log.debug("message {} was rejected: {}", delivery.streamSequence(), reason);
            }
            case Outcome.Expired() -> {
                settlement.term();
                metrics.settled(Settled.EXPIRED);
            }
            case Outcome.Failed failed ->
                giveUp(message, settlement, new Failure(Failure.Reason.HANDLER_FAILED, failed.reference()), false);
            case Outcome.Retry retry -> {
                if (settings.retry().exhausted(delivery.deliveryCount())) {
                    String reference = newReference();
                    log.warn(
                            "message {} of {} is given up after {} attempts: {} (reference {})",
                            delivery.streamSequence(),
                            delivery.stream(),
                            delivery.deliveryCount(),
                            retry.reason(),
                            reference);
                    giveUp(message, settlement, new Failure(Failure.Reason.EXHAUSTED, reference), true);
                } else {
                    settlement.nak(
                            retry.after().orElseGet(() -> settings.retry().delay(delivery.deliveryCount(), random)));
                    metrics.settled(Settled.RETRIED);
                }
            }
        }
    }

    private void giveUp(Message message, MessageSettlement settlement, Failure failure, boolean tell) {
        try {
            deadLetters.store(message, failure);
        } catch (IOException | RuntimeException notStored) {
            log.error(
                    "the dead letter {} cannot be stored; its message stays in the stream and is tried again",
                    failure.reference(),
                    notStored);
            settlement.nak(DEAD_LETTER_DELAY);
            metrics.deadLetterNotStored();
            metrics.settled(Settled.DEAD_LETTER_NOT_STORED);
            return;
        }
        settlement.term();
        metrics.deadLetter(failure.reason());
        metrics.settled(Settled.DEAD_LETTER);
        if (tell) {
            try {
                reporter.report(message.getData(), failure);
            } catch (RuntimeException untold) {
                log.warn("whoever waits for {} could not be told", failure.reference(), untold);
            }
        }
    }

    private String newReference() {
        return HexFormat.of().toHexDigits(random.nextLong(), 8);
    }

    private static @Nullable String header(Message message, String name) {
        return message.hasHeaders() ? message.getHeaders().getFirst(name) : null;
    }
}
