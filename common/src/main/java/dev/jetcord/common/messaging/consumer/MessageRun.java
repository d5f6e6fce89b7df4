package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.common.tracing.Step;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.InvalidMessageException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries from the lane to their settlement: read, handle, conclude. Whatever a decoder, a handler or a reporter
 * throws, exactly one settlement follows each. Thread-safe.
 *
 * @param <T> the worker's payload
 */
final class MessageRun<T> {
    private static final Logger log = LoggerFactory.getLogger(BaseNatsConsumer.class);

    private final BodyReader bodies;
    private final MessageReader<T> reader;
    private final BatchHandler<T> handler;
    private final HandlerCall call;
    private final Conclusion conclusion;
    private final ConsumerMetrics metrics;
    private final InstantSource clock;
    private final Tracer tracer;

    MessageRun(
            BodyReader bodies,
            MessageReader<T> reader,
            BatchHandler<T> handler,
            HandlerCall call,
            Conclusion conclusion,
            ConsumerMetrics metrics,
            InstantSource clock,
            Tracer tracer) {
        this.bodies = requireNonNull(bodies, "bodies");
        this.reader = requireNonNull(reader, "reader");
        this.handler = requireNonNull(handler, "handler");
        this.call = requireNonNull(call, "call");
        this.conclusion = requireNonNull(conclusion, "conclusion");
        this.metrics = requireNonNull(metrics, "metrics");
        this.clock = requireNonNull(clock, "clock");
        this.tracer = requireNonNull(tracer, "tracer");
    }

    /** Runs messages in their order. Those that come for the first time go together, one that comes again goes alone. */
    void run(List<Delivered> messages) {
        if (messages.size() == 1) {
            runTogether(messages);
            return;
        }
        int from = 0;
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).message().delivery().redelivered()) {
                runTogether(messages.subList(from, i));
                runTogether(messages.subList(i, i + 1));
                from = i + 1;
            }
        }
        runTogether(messages.subList(from, messages.size()));
    }

    private void runTogether(List<Delivered> messages) {
        List<Delivered> readable = new ArrayList<>(messages.size());
        List<Received<T>> received = new ArrayList<>(messages.size());
        for (Delivered delivered : messages) {
            read(delivered, readable, received);
        }
        if (readable.isEmpty()) {
            return;
        }
        if (readable.size() == 1) {
            labelled(received.getFirst(), () -> handleAndConclude(readable, received));
        } else if (tracer.records()) {
            List<String> traces = received.stream()
                    .flatMap(message -> message.envelope().traceparent().stream())
                    .toList();
            CurrentStep.runBatch(
                    tracer,
                    "process " + received.getFirst().delivery().stream(),
                    traces,
                    () -> handleAndConclude(readable, received));
        } else {
            handleAndConclude(readable, received);
        }
    }

    private void handleAndConclude(List<Delivered> readable, List<Received<T>> received) {
        List<Outcome> outcomes = call.run(readable, () -> handle(received));
        Instant now = clock.instant();
        for (int i = 0; i < readable.size(); i++) {
            Outcome outcome = outcomes.get(i);
            Received<T> message = received.get(i);
            if (outcome instanceof Outcome.Done || readable.size() == 1) {
                // Nothing is said of the one, and the other's lines are labelled already.
                conclude(readable.get(i), message, outcome, now);
            } else {
                EventEnvelope envelope = message.envelope();
                try (var _ = LogLabels.message(envelope.id(), envelope.traceparent())) {
                    conclude(readable.get(i), message, outcome, now);
                }
            }
        }
    }

    private void conclude(Delivered readable, Received<T> message, Outcome outcome, Instant now) {
        concluding(readable, delivered -> {
            conclusion.conclude(delivered, outcome);
            metrics.sinceReceipt(Duration.between(message.envelope().time(), now));
        });
    }

    private void read(Delivered delivered, List<Delivered> readable, List<Received<T>> received) {
        if (delivered.message().delivery().redelivered()) {
            metrics.redelivered();
        }
        Delivered known = delivered;
        try {
            known = delivered.with(bodies.read(delivered.message()));
            received.add(reader.read(known.message()));
            readable.add(known);
        } catch (InvalidMessageException invalid) {
            try (var _ = labels(known.message())) {
                concluding(known, message -> conclusion.invalid(message, invalid));
            }
        } catch (IOException | RuntimeException | Error unreadable) {
            // An Error too, as of a body that is nested too deeply: the lane must outlive it.
            try (var _ = labels(known.message())) {
                log.warn("message {} of {} cannot be read now", sequence(delivered), stream(delivered), unreadable);
                concluding(known, message -> conclusion.conclude(message, Outcome.retry("it cannot be read")));
            }
        }
    }

    private List<Outcome> handle(List<Received<T>> messages) throws Exception {
        List<Outcome> outcomes = requireNonNull(handler.handle(messages), "the handler's outcomes");
        if (outcomes.size() != messages.size()) {
            throw new IllegalStateException(
                    "the handler gave " + outcomes.size() + " outcomes for " + messages.size() + " messages");
        }
        outcomes.forEach(outcome -> requireNonNull(outcome, "the handler's outcome"));
        return outcomes;
    }

    /** Nothing may end a lane, or keep the next message of a batch from its settlement. */
    private static void concluding(Delivered delivered, java.util.function.Consumer<Delivered> conclude) {
        try {
            conclude.accept(delivered);
        } catch (RuntimeException | Error defect) {
            log.error(
                    "settling message {} of {} failed; it is delivered again after its ack wait",
                    sequence(delivered),
                    stream(delivered),
                    defect);
        }
    }

    private static long sequence(Delivered delivered) {
        return delivered.message().delivery().streamSequence();
    }

    private static String stream(Delivered delivered) {
        return delivered.message().delivery().stream();
    }

    /** So that logs, and what Discord is asked meanwhile, name what they belong to. */
    private void labelled(Received<T> message, Runnable work) {
        EventEnvelope envelope = message.envelope();
        try (var _ = LogLabels.message(envelope.id(), envelope.traceparent())) {
            envelope.traceparent()
                    .ifPresentOrElse(
                            trace -> CurrentStep.run(
                                    tracer, Step.Kind.CONSUMER, "process " + message.delivery().stream(), trace, work),
                            work);
        }
    }

    /** Those of a message that may be none of ours, as far as it says it. */
    static LogLabels labels(IncomingMessage message) {
        return LogLabels.message(message.header(Headers.ID).orElse("unknown"), message.header(Headers.TRACEPARENT));
    }
}
