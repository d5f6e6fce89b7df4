package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.consumer.ConsumerMetrics.Settled;
import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.wire.InvalidMessageException;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of an outcome what the server, the user and the operator get to know: a settlement, a message, a figure. The one
 * place where it is decided that a message is given up. Thread-safe.
 */
final class Conclusion {
    private static final Logger log = LoggerFactory.getLogger(BaseNatsConsumer.class);

    private final ConsumerSettings settings;
    private final FailureReporter reporter;
    private final DeadLetterStore deadLetters;
    private final ConsumerMetrics metrics;
    private final RandomGenerator random;

    Conclusion(
            ConsumerSettings settings,
            FailureReporter reporter,
            DeadLetterStore deadLetters,
            ConsumerMetrics metrics,
            RandomGenerator random) {
        this.settings = requireNonNull(settings, "settings");
        this.reporter = requireNonNull(reporter, "reporter");
        this.deadLetters = requireNonNull(deadLetters, "deadLetters");
        this.metrics = requireNonNull(metrics, "metrics");
        this.random = requireNonNull(random, "random");
    }

    /** Settles a message that was handled. */
    void conclude(Delivered delivered, Outcome outcome) {
        MessageSettlement settlement = delivered.settlement();
        switch (outcome) {
            case Outcome.Done() -> {
                settlement.ack();
                metrics.settled(Settled.DONE);
            }
            case Outcome.Reject(String reason) -> {
                settlement.ack();
                metrics.settled(Settled.REJECTED);
                log.debug("message {} was rejected: {}", sequence(delivered), reason);
            }
            case Outcome.Expired() -> {
                settlement.term("expired");
                metrics.settled(Settled.EXPIRED);
            }
            case Outcome.Failed failed -> {
                try (var _ = LogLabels.reference(failed.reference())) {
                    Failure failure = new Failure(Failure.Reason.HANDLER_FAILED, failed.reference());
                    giveUp(delivered, failure, FailureReporter.NONE);
                }
            }
            case Outcome.Retry retry -> retry(delivered, retry);
            case Outcome.Unavailable unavailable -> unavailable(delivered, unavailable);
        }
    }

    /** Settles a message that no handler may see. The message of the exception names a field and never a value. */
    void invalid(Delivered delivered, InvalidMessageException invalid) {
        Failure failure = Failure.of(Failure.Reason.INVALID, random);
        try (var _ = LogLabels.reference(failure.reference())) {
            log.warn(
                    "message {} of {} breaks the contract: {} (reference {})",
                    sequence(delivered),
                    delivered.message().delivery().stream(),
                    invalid.getMessage(),
                    failure.reference());
            giveUp(delivered, failure, reporter);
        }
    }

    private void retry(Delivered delivered, Outcome.Retry retry) {
        Delivery delivery = delivered.message().delivery();
        RetryPolicy policy = settings.retry();
        if (!policy.exhausted(delivery.deliveryCount())) {
            delivered.settlement().nak(retry.after().orElseGet(() -> policy.delay(delivery.deliveryCount(), random)));
            metrics.settled(Settled.RETRIED);
            return;
        }
        Failure failure = Failure.of(Failure.Reason.EXHAUSTED, random);
        try (var _ = LogLabels.reference(failure.reference())) {
            log.warn(
                    "message {} of {} is given up after {} deliveries: {} (reference {})",
                    delivery.streamSequence(),
                    delivery.stream(),
                    delivery.deliveryCount(),
                    retry.reason(),
                    failure.reference());
            giveUp(delivered, failure, reporter);
        }
    }

    private void unavailable(Delivered delivered, Outcome.Unavailable unavailable) {
        switch (settings.whenUnavailable()) {
            case WAIT -> delivered.settlement().nak(unavailable.retryAfter());
            case TELL -> {
                Failure failure = Failure.of(Failure.Reason.UNAVAILABLE, random);
                try (var _ = LogLabels.reference(failure.reference())) {
                    log.warn(
                            "message {} was not tried: {} fails at present (reference {})",
                            sequence(delivered),
                            unavailable.dependency(),
                            failure.reference());
                    tell(delivered, failure, reporter);
                }
                delivered.settlement().ack();
            }
        }
        metrics.settled(Settled.UNAVAILABLE);
    }

    /**
     * Told before it is termed: a worker that dies between the two leaves a message that is told of twice, and not one
     * that nobody hears of.
     */
    private void giveUp(Delivered delivered, Failure failure, FailureReporter whoWaits) {
        try {
            deadLetters.store(delivered.message(), failure);
        } catch (IOException | RuntimeException | Error notStored) {
            log.error(
                    "the dead letter {} cannot be stored; its message stays in the stream and is tried again",
                    failure.reference(),
                    notStored);
            delivered
                    .settlement()
                    .nak(RetryPolicy.WITHOUT_END.delay(
                            delivered.message().delivery().deliveryCount(), random));
            metrics.settled(Settled.DEAD_LETTER_NOT_STORED);
            return;
        }
        tell(delivered, failure, whoWaits);
        delivered.settlement().term("dead letter " + failure.reference());
        metrics.deadLetter(failure.reason());
        metrics.settled(Settled.DEAD_LETTER);
    }

    private static void tell(Delivered delivered, Failure failure, FailureReporter whoWaits) {
        try {
            whoWaits.report(delivered.message().body(), failure);
        } catch (RuntimeException | Error untold) {
            // An Error too: a letter that is stored must still be termed.
            log.warn("whoever waits for {} could not be told", failure.reference(), untold);
        }
    }

    private static long sequence(Delivered delivered) {
        return delivered.message().delivery().streamSequence();
    }
}
