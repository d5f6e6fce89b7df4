package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.gate.DependencyGate;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.consumer.ConsumerMetrics.Settled;
import dev.jetcord.common.operations.Health;
import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer that every worker stands on. A worker gives a decoder, a handler and a reporter; this takes messages by
 * permits ({@link PullLoop}), runs them on virtual threads in the order of their keys ({@link Lanes}), reads, handles and
 * concludes them ({@link MessageRun}), and settles each delivery exactly once ({@link MessageSettlement}).
 *
 * <p>Thread-safe.
 *
 * @param <T> the worker's payload
 */
public final class BaseNatsConsumer<T> {
    private static final Logger log = LoggerFactory.getLogger(BaseNatsConsumer.class);
    private static final String TERM_REASON_SINCE = "2.11.0";
    private static final int INTERRUPTION_SHARE = 5;
    /** Past the budget too: what was interrupted is to be given back, and the server to hear of it. */
    private static final long SHORTEST_WAIT_MILLIS = 200;
    /** A server that is there answers within milliseconds; for one that is not, a stop must not wait. */
    private static final long LONGEST_FLUSH_MILLIS = 2_000;

    private final Connection connection;
    private final Health connectionAlive;
    private final ConsumerSettings settings;
    private final String name;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ConsumerMetrics metrics;
    private final boolean termTakesReason;
    private final AckKeeper keeper;
    private final HandlerCap cap;
    private final ConsumerTicks ticks;
    private final ConsumerWatch watch;
    private final AbandonedMessages abandoned;
    private final MessageRun<T> messageRun;
    private final ExecutorService threads;
    private final LaneChoice laneChoice;
    private final Lanes<Object> lanes;
    private final PullLoop pull;

    /**
     * Prepares to consume one message at a time; {@link #start} begins.
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
        this(
                settings,
                BatchLimits.ONE,
                nats,
                decoder,
                messages -> List.of(handler.handle(messages.getFirst())),
                reporter,
                registry,
                clock,
                random);
    }

    /**
     * Prepares to consume in batches; {@link #start} begins. Keys share as many lanes as there are permits for two
     * batches each.
     *
     * @throws IOException when the connection has no JetStream
     */
    public BaseNatsConsumer(
            ConsumerSettings settings,
            BatchLimits batch,
            NatsConnection nats,
            Decoder<T> decoder,
            BatchHandler<T> handler,
            FailureReporter reporter,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random)
            throws IOException {
        this.connection = nats.connection();
        this.connectionAlive = nats.liveness();
        this.settings = requireNonNull(settings, "settings");
        this.name = settings.declaration().durable();
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
        this.termTakesReason = connection.getServerInfo().isSameOrNewerThanVersion(TERM_REASON_SINCE);
        this.metrics = new ConsumerMetrics(registry, name);
        this.keeper = new AckKeeper(settings.declaration().ackWait(), System::nanoTime);
        this.cap = new HandlerCap(settings.handlerCap(), keeper, System::nanoTime);
        this.ticks = new ConsumerTicks(settings, keeper, cap);
        DeadLetterStore deadLetters = new JetStreamDeadLetters(nats, settings.declaration(), clock);
        BodyReader bodies = BodyReader.of(nats);
        this.messageRun = new MessageRun<>(
                bodies,
                new MessageReader<>(decoder),
                handler,
                new HandlerCall(cap, metrics),
                new Conclusion(settings, reporter, deadLetters, metrics, random),
                metrics,
                clock,
                nats.tracer());
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + '-', 0).factory());
        this.laneChoice = LaneChoice.of(settings, batch);
        this.lanes = new Lanes<>(threads, laneChoice.limits(), batch, this::run, this::released);
        this.pull = new PullLoop(
                connection,
                settings.declaration(),
                settings.permits(),
                this::paused,
                this::take,
                metrics::pullRestarted);
        this.watch = new ConsumerWatch(connection, settings.declaration(), metrics, clock);
        this.abandoned =
                new AbandonedMessages(nats, settings.declaration(), bodies, deadLetters, reporter, metrics, random);
        metrics.gauge("in.flight", "Messages that hold a permit", pull, PullLoop::inFlight);
        metrics.gauge("permits", "Messages that may be in hand at once", settings, ConsumerSettings::permits);
        metrics.gauge("parked", "Messages that wait for others of their key", lanes, Lanes::parked);
        metrics.gauge("stuck", "Handlers that were interrupted and do not return", cap, HandlerCap::stuck);
        metrics.gauge("paused", "1 while nothing is pulled since a dependency fails", this, it -> it.paused() ? 1 : 0);
    }

    /** Begins to take messages. */
    public void start() {
        ticks.start();
        watch.start();
        abandoned.start();
        pull.start();
    }

    /** Whether the consumer exists on the server and answers. */
    public Health readiness() {
        return pull::readiness;
    }

    /** Whether the pull loop moves, handlers end when they are interrupted, and the connection can still be mended. */
    public Health liveness() {
        return () -> {
            Health.Status connected = connectionAlive.check();
            if (!connected.healthy()) {
                return connected;
            }
            return cap.stuck() == 0
                    ? pull.liveness()
                    : Health.Status.unhealthy(cap.stuck() + " handlers of " + name
                            + " were interrupted at their cap and do not return; restart the service");
        };
    }

    /**
     * Takes nothing more, gives back what was not begun, lets what runs finish within the budget, then interrupts it.
     * What was interrupted is delivered again.
     *
     * @return whether all that ran had finished by then
     */
    public boolean drain(Duration budget) throws InterruptedException {
        long deadline = System.nanoTime() + budget.toNanos();
        abandoned.stop();
        watch.close();
        pull.stop();
        for (Delivered notBegun : lanes.close()) {
            keeper.forget(notBegun.settlement());
            if (notBegun.settlement().giveBack()) {
                metrics.settled(Settled.GIVEN_BACK);
            }
        }
        // A share is kept back to interrupt in, and to tell the server of it.
        Duration patience = left(deadline).minus(budget.dividedBy(INTERRUPTION_SHARE));
        boolean finished = pull.awaitIdle(patience);
        if (!finished) {
            log.warn(
                    "{}: {} messages did not finish within {}; they are delivered again",
                    name,
                    pull.inFlight(),
                    patience);
        }
        threads.shutdownNow();
        long lastWait = Math.max(left(deadline).dividedBy(2).toMillis(), SHORTEST_WAIT_MILLIS);
        if (!threads.awaitTermination(lastWait, TimeUnit.MILLISECONDS)) {
            log.warn("{}: a handler ignores its interruption", name);
        }
        ticks.close();
        try {
            connection.flush(Duration.ofMillis(
                    Math.clamp(left(deadline).toMillis(), SHORTEST_WAIT_MILLIS, LONGEST_FLUSH_MILLIS)));
        } catch (TimeoutException unreachable) {
            log.warn("{}: the last settlements may not have reached NATS; those messages are delivered again", name);
        }
        return finished;
    }

    private static Duration left(long deadlineNanos) {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    private boolean paused() {
        return settings.gates().stream().anyMatch(DependencyGate::isOpen);
    }

    private void take(Message message) {
        Delivered delivered = new Delivered(
                IncomingMessage.of(message, clock.instant()),
                new MessageSettlement(new NatsAcknowledger(message, connection, termTakesReason)));
        keeper.keep(delivered.settlement());
        switch (lanes.offer(laneChoice.lane(delivered.message()), delivered)) {
            case IN_HAND -> {}
            case PARKED -> pull.released(1);
            case REFUSED -> {
                keeper.forget(delivered.settlement());
                delivered
                        .settlement()
                        .nak(RetryPolicy.WITHOUT_END.delay(
                                delivered.message().delivery().deliveryCount(), random));
                metrics.settled(Settled.LANE_FULL);
                pull.released(1);
            }
        }
    }

    private void run(List<Delivered> messages) {
        try {
            messageRun.run(messages);
        } finally {
            messages.forEach(delivered -> keeper.forget(delivered.settlement()));
        }
    }

    private void released(int permits) {
        pull.released(permits);
    }
}
