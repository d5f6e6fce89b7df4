package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.consumer.ConsumerMetrics.Settled;
import dev.jetcord.common.operations.Health;
import dev.jetcord.common.wire.Headers;
import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer that every worker stands on. A worker gives a decoder, a handler and a reporter; this takes messages by
 * permits, runs them on virtual threads with order by guild, and settles each delivery exactly once.
 *
 * <p>Thread-safe.
 *
 * @param <T> the worker's payload
 */
public final class BaseNatsConsumer<T> {
    private static final Logger log = LoggerFactory.getLogger(BaseNatsConsumer.class);
    private static final Duration LANE_FULL_DELAY = Duration.ofMillis(500);
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

    private final Connection connection;
    private final String name;
    private final InstantSource clock;
    private final boolean ordered;
    private final ConsumerMetrics metrics;
    private final AckKeeper keeper;
    private final MessageRun<T> messageRun;
    private final ExecutorService threads;
    private final Lanes<String> lanes;
    private final PullLoop pull;

    /**
     * Prepares to consume; {@link #start} begins.
     *
     * @throws IOException when the connection has no JetStream
     */
    public BaseNatsConsumer(
            ConsumerSettings settings,
            NatsConnection nats,
            Decoder<T> decoder,
            Handler<T> handler,
            FailureReporter reporter,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random)
            throws IOException {
        this.connection = nats.connection();
        this.name = settings.declaration().durable();
        this.clock = requireNonNull(clock, "clock");
        this.ordered = settings.ordered();
        this.metrics = new ConsumerMetrics(registry, name);
        this.keeper = new AckKeeper(settings.declaration().ackWait(), settings.handlerCap());
        this.messageRun = new MessageRun<>(
                settings,
                decoder,
                handler,
                reporter,
                new DeadLetters(connection, settings.declaration(), clock),
                keeper,
                metrics,
                clock,
                random);
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + '-', 0).factory());
        this.lanes = new Lanes<>(threads, settings.laneDepth());
        this.pull = new PullLoop(connection, settings.declaration(), settings.concurrency(), this::take);
        ConsumerMetrics.gaugeInFlight(registry, name, pull, PullLoop::inFlight);
    }

    /** Begins to take messages. */
    public void start() {
        pull.start();
    }

    /** Whether the consumer exists on the server and answers. */
    public Health readiness() {
        return pull::readiness;
    }

    /** Whether the pull loop moves. */
    public Health liveness() {
        return pull::liveness;
    }

    /**
     * Takes nothing more, gives back what was not begun, lets what runs finish within the budget, then interrupts it.
     * What was interrupted is delivered again.
     *
     * @return whether all that ran had finished by then
     */
    public boolean drain(Duration budget) throws InterruptedException {
        boolean finished = pull.drain(budget);
        if (!finished) {
            log.warn(
                    "{}: {} messages did not finish within {}; they are delivered again",
                    name,
                    pull.inFlight(),
                    budget);
        }
        threads.shutdownNow();
        keeper.close();
        try {
            connection.flush(FLUSH_LIMIT);
        } catch (TimeoutException unreachable) {
            log.warn("{}: the last settlements may not have reached NATS; those messages are delivered again", name);
        }
        if (!threads.awaitTermination(FLUSH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("{}: a handler ignores its interruption", name);
        }
        return finished;
    }

    private void take(Message message) {
        Instant receivedAt = clock.instant();
        MessageSettlement settlement = new MessageSettlement(message);
        keeper.keep(settlement);
        boolean taken = lanes.offer(laneKey(message), () -> {
            try {
                messageRun.run(message, receivedAt, settlement);
            } catch (Throwable defect) {
                // Nothing may end a lane; the server delivers the message again after its ack wait.
                log.error("settling a message failed; it is delivered again", defect);
            } finally {
                end(settlement);
            }
        });
        if (!taken) {
            settlement.nak(LANE_FULL_DELAY);
            metrics.settled(Settled.LANE_FULL);
            end(settlement);
        }
    }

    private void end(MessageSettlement settlement) {
        keeper.forget(settlement);
        pull.released();
    }

    /** The guild; where there is none, or no order, the message is alone in its lane. */
    private String laneKey(Message message) {
        String guild = ordered && message.hasHeaders() ? message.getHeaders().getFirst(Headers.SUBJECT) : null;
        return guild == null ? Long.toString(message.metaData().streamSequence()) + '#' : guild;
    }
}
