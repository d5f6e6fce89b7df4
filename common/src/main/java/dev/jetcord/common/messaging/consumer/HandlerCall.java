package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.gate.DependencyUnavailableException;
import dev.jetcord.common.tracing.CurrentStep;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a handler within its cap, and makes an outcome of whatever it throws. Thread-safe. */
final class HandlerCall {
    private static final Logger log = LoggerFactory.getLogger(BaseNatsConsumer.class);

    private final HandlerCap cap;
    private final ConsumerMetrics metrics;

    HandlerCall(HandlerCap cap, ConsumerMetrics metrics) {
        this.cap = requireNonNull(cap, "cap");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** An outcome for each message. */
    List<Outcome> run(List<Delivered> messages, Callable<List<Outcome>> handler) {
        HandlerCap.Run run = cap.begin(messages);
        try {
            return handler.call();
        } catch (InterruptedException overCap) {
            return forEach(messages, Outcome.retry("the handler was interrupted"));
        } catch (DependencyUnavailableException unavailable) {
            return forEach(messages, new Outcome.Unavailable(unavailable.dependency(), unavailable.retryAfter()));
        } catch (Throwable failure) {
            // An Error too: it ends this handler and must not end the lane, whose other messages have no part in it.
            CurrentStep.failed(failure.getClass().getSimpleName());
            Delivery first = messages.getFirst().message().delivery();
            log.warn(
                    "handling message {} of {} failed (delivery {}, {} in the batch)",
                    first.streamSequence(),
                    first.stream(),
                    first.deliveryCount(),
                    messages.size(),
                    failure);
            return forEach(messages, Outcome.retry(failure.getClass().getSimpleName()));
        } finally {
            long nanos = cap.end(run);
            // A cap that struck as the handler returned must not disturb what follows.
            Thread.interrupted();
            metrics.handler(Duration.ofNanos(nanos));
        }
    }

    private static List<Outcome> forEach(List<Delivered> messages, Outcome outcome) {
        return Collections.nCopies(messages.size(), outcome);
    }
}
