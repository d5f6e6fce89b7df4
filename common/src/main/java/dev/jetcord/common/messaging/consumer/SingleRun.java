package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.tracing.Tracer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes one message from its bytes to its settlement without a server, by the same parts that {@link BaseNatsConsumer} is
 * made of: what a worker would do with it, to be asserted on. There is no pull, no lane and no cap on the handler's time,
 * and no object store: a body that is stored apart is not found.
 *
 * <p>It stands here since those parts are nobody else's business. Thread-safe.
 *
 * @param <T> the worker's payload
 */
public final class SingleRun<T> {
    private static final String NAME = "single-run";

    private final ConsumerSettings settings;
    private final Decoder<T> decoder;
    private final BatchHandler<T> handler;
    private final FailureReporter reporter;
    private final InstantSource clock;
    private final RandomGenerator random;

    public SingleRun(
            ConsumerSettings settings,
            Decoder<T> decoder,
            BatchHandler<T> handler,
            FailureReporter reporter,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = requireNonNull(settings, "settings");
        this.decoder = requireNonNull(decoder, "decoder");
        this.handler = requireNonNull(handler, "handler");
        this.reporter = requireNonNull(reporter, "reporter");
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    /** Reads, handles and concludes a message, on the calling thread. */
    public Result run(IncomingMessage message) {
        Notes notes = new Notes();
        ConsumerMetrics metrics = new ConsumerMetrics(new SimpleMeterRegistry(), NAME);
        AckKeeper keeper = new AckKeeper(settings.declaration().ackWait(), System::nanoTime);
        new MessageRun<>(
                        new BodyReader(reference -> Optional.empty()),
                        new MessageReader<>(decoder),
                        handler,
                        new HandlerCall(new HandlerCap(settings.handlerCap(), keeper, System::nanoTime), metrics),
                        new Conclusion(
                                settings,
                                (body, failure) -> {
                                    notes.told.set(failure);
                                    reporter.report(body, failure);
                                },
                                (given, failure) -> notes.deadLetter.set(failure),
                                metrics,
                                random),
                        metrics,
                        clock,
                        Tracer.OFF)
                .run(List.of(new Delivered(message, new MessageSettlement(notes))));
        return notes.result();
    }

    /**
     * What became of a message.
     *
     * @param deadLetter why it was given up, where it was
     * @param told what the reporter had to tell whoever waits, where it had to
     */
    public record Result(Settlement settlement, Optional<Failure> deadLetter, Optional<Failure> told) {
        public Result {
            requireNonNull(settlement, "settlement");
            requireNonNull(deadLetter, "deadLetter");
            requireNonNull(told, "told");
        }
    }

    /** What the server would have been told. */
    public sealed interface Settlement {
        /** It is settled. */
        record Ack() implements Settlement {}

        /** It is to be delivered again, not before the delay has passed. */
        record Nak(Duration delay) implements Settlement {}

        /** It is never to be delivered again. */
        record Term(String reason) implements Settlement {}
    }

    /** Writes down what is said of the one delivery. */
    private static final class Notes implements Acknowledger {
        private final AtomicReference<@Nullable Settlement> settlement = new AtomicReference<>();
        private final AtomicReference<@Nullable Failure> deadLetter = new AtomicReference<>();
        private final AtomicReference<@Nullable Failure> told = new AtomicReference<>();

        private Result result() {
            return new Result(
                    requireNonNull(settlement.get(), "settlement"),
                    Optional.ofNullable(deadLetter.get()),
                    Optional.ofNullable(told.get()));
        }

        @Override
        public void ack() {
            settlement.set(new Settlement.Ack());
        }

        @Override
        public void nak(Duration delay) {
            settlement.set(new Settlement.Nak(delay));
        }

        @Override
        public void term(String reason) {
            settlement.set(new Settlement.Term(reason));
        }

        @Override
        public void inProgress() {
            // Nothing waits for it.
        }
    }
}
