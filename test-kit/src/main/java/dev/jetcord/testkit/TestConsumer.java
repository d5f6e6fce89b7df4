package dev.jetcord.testkit;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.messaging.consumer.Failure;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.messaging.deadletter.DeadLetter;
import dev.jetcord.common.messaging.deadletter.DeadLetterBox;
import dev.jetcord.testing.SettlementWatch;
import dev.jetcord.testing.SettlementWatch.Heard;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testing.TestPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * A {@link TestWorker} that consumes from a real NATS server, started for it and stopped with it. Thread-safe.
 *
 * @param <T> the worker's payload
 */
public final class TestConsumer<T> implements AutoCloseable {
    private static final Duration STOP_BUDGET = Duration.ofSeconds(5);

    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Long, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Queue<Failure> told = new ConcurrentLinkedQueue<>();
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final TestNats server;
    private final NatsConnection nats;
    private final ConsumerDeclaration declaration;
    private final TestPublisher publisher;
    private final SettlementWatch settlements;
    private final DeadLetterBox letters;

    private TestConsumer(TestWorker<T> worker) throws Exception {
        try {
            declaration = worker.settings().declaration();
            ProvisionedNats provisioned = ProvisionedNats.start();
            open.push(provisioned::close);
            server = provisioned.server();
            nats = provisioned.connection();
            publisher = new TestPublisher(server);
            open.push(publisher::close);
            settlements = SettlementWatch.of(server, declaration.stream(), declaration.durable());
            open.push(settlements::close);
            letters = new DeadLetterBox(nats, InstantSource.system());
            BaseNatsConsumer<T> consumer = new BaseNatsConsumer<>(
                    worker.settings(),
                    worker.batch(),
                    nats,
                    worker.decoder(),
                    messages -> noted(messages, worker.handler().handle(messages)),
                    (body, failure) -> {
                        told.add(failure);
                        worker.reporter().report(body, failure);
                    },
                    metrics,
                    InstantSource.system(),
                    RandomGenerator.getDefault());
            consumer.start();
            open.push(() -> drain(consumer));
        } catch (Exception | Error failure) {
            close();
            throw failure;
        }
    }

    static <T> TestConsumer<T> start(TestWorker<T> worker) throws Exception {
        return new TestConsumer<>(worker);
    }

    private List<Outcome> noted(List<Received<T>> messages, List<Outcome> result) {
        for (int i = 0; i < messages.size(); i++) {
            outcomes.put(messages.get(i).delivery().streamSequence(), result.get(i));
        }
        return result;
    }

    /** Publishes a message; its place in the stream, by which it is asked about. */
    public long publish(TestEvent event) throws Exception {
        return publisher.publish(event.subject(), event.headers(), event.body());
    }

    /** Publishes a message and waits for its end. */
    public Fate run(TestEvent event) throws Exception {
        return await(publish(event));
    }

    /** Waits until the server knows that a message is settled for good. */
    public Fate await(long sequence) throws IOException {
        Heard end = settlements.awaitFinal(sequence);
        return switch (end.verb()) {
            case ACK -> new Fate(accepted(sequence), end.deliveries(), Optional.empty());
            case TERM -> {
                Optional<DeadLetter> letter = letters.list(declaration.durable()).stream()
                        .filter(one -> one.stream().equals(declaration.stream()) && one.sequence() == sequence)
                        .findFirst();
                yield new Fate(letter.isPresent() ? Fate.End.DEAD_LETTER : Fate.End.EXPIRED, end.deliveries(), letter);
            }
            case NAK -> throw new IllegalStateException("a nak is no end");
        };
    }

    /** The server hears of an acknowledgement after the handler has said its outcome; no outcome, it was not handled. */
    private Fate.End accepted(long sequence) {
        return switch (outcomes.get(sequence)) {
            case Outcome.Done done -> Fate.End.DONE;
            case Outcome.Reject reject -> Fate.End.REJECTED;
            case null, default -> Fate.End.UNAVAILABLE;
        };
    }

    /** Waits until a message was given back so often, to be delivered again. */
    public void awaitRetries(long sequence, int count) {
        settlements.awaitNaks(sequence, count);
    }

    /** What the reporter had to tell whoever waits, in order. */
    public List<Failure> told() {
        return List.copyOf(told);
    }

    /** The consumer's own figures. */
    public MeterRegistry metrics() {
        return metrics;
    }

    /** The server, to be killed and restarted. */
    public TestNats server() {
        return server;
    }

    /** The worker's connection. */
    public NatsConnection nats() {
        return nats;
    }

    /** Drains the consumer and stops the server. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            requireNonNull(open.pop()).close();
        }
    }

    private static void drain(BaseNatsConsumer<?> consumer) {
        try {
            consumer.drain(STOP_BUDGET);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is open, and closes without an exception of its own. */
    @FunctionalInterface
    private interface Open {
        void close();
    }
}
