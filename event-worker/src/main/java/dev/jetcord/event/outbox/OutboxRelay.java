package dev.jetcord.event.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.jetcord.common.gate.DependencyUnavailableException;
import dev.jetcord.common.messaging.EventPublisher;
import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseFailures;
import dev.jetcord.event.outbox.OutboxTable.Row;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to one stream what stands in the outbox, by guild in the order in which it was caused, and removes what the stream
 * has. A message that was published by a process that died before the removal is published again under the same id, which the
 * stream's duplicate window knows. Thread-safe; one thread of its own.
 */
public final class OutboxRelay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    /** What another instance has left behind is found within this time. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String stream;
    private final Database database;
    private final EventPublisher publisher;
    private final Counter published;
    private final Semaphore work = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop;
    private volatile boolean closed;

    public OutboxRelay(String stream, Database database, EventPublisher publisher, MeterRegistry registry) {
        this.stream = requireNonNull(stream, "stream");
        this.database = requireNonNull(database, "database");
        this.publisher = requireNonNull(publisher, "publisher");
        this.published = Counter.builder("jetcord.directory.derived")
                .description("Messages that changes of the directory caused, published")
                .tag("stream", stream)
                .register(registry);
        this.loop = Thread.ofVirtual().name("outbox-" + stream).unstarted(this::run);
    }

    /** Begins to publish. */
    public void start() {
        loop.start();
    }

    /** There is something to publish. Does not wait. */
    public void wake() {
        work.release();
    }

    /** Stops after what is in hand; the rest stays in the outbox. */
    @Override
    public void close() {
        closed = true;
        work.release();
        try {
            loop.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        threads.close();
    }

    private void run() {
        while (!closed) {
            try {
                if (relay() < BATCH) {
                    pause();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception failed) {
                report(failed);
                pauseAfterFailure();
            }
        }
    }

    /** Publishes a batch. A transaction stays open meanwhile, so that no other instance publishes the same. */
    private int relay() throws Exception {
        return database.<Integer, Exception>transaction(handle -> {
            OutboxTable outbox = new OutboxTable(handle);
            List<Row> rows = outbox.take(stream, BATCH);
            Collection<Long> stored = publish(rows);
            outbox.remove(stored);
            published.increment(stored.size());
            // Less than a whole batch also when NATS refused some: then a pause is due.
            return stored.size();
        });
    }

    private Collection<Long> publish(List<Row> rows) throws Exception {
        Map<Optional<Snowflake>, List<Row>> byGuild = new LinkedHashMap<>();
        rows.forEach(row -> byGuild.computeIfAbsent(row.message().envelope().guild(), _ -> new ArrayList<>())
                .add(row));
        Collection<Long> stored = new ConcurrentLinkedQueue<>();
        var tasks = byGuild.values().stream()
                .map(ofGuild -> Executors.callable(() -> publishInOrder(ofGuild, stored)))
                .toList();
        threads.invokeAll(tasks);
        return stored;
    }

    private void publishInOrder(List<Row> rows, Collection<Long> stored) {
        for (Row row : rows) {
            OutgoingMessage message = row.message();
            try {
                publisher.publish(
                        message.subject(), message.envelope(), message.body().getBytes(UTF_8));
                stored.add(row.id());
            } catch (IOException notStored) {
                EventEnvelope envelope = message.envelope();
                try (var _ = LogLabels.message(envelope.id(), envelope.traceparent())) {
                    log.warn(
                            "{} could not be published; it stays in the outbox: {}",
                            message.subject(),
                            notStored.getMessage());
                }
                return;
            }
        }
    }

    private void pause() throws InterruptedException {
        if (work.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    private void pauseAfterFailure() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(Exception failed) {
        if (failed instanceof DependencyUnavailableException || DatabaseFailures.isPassing(failed)) {
            log.debug("the outbox cannot be read now", failed);
        } else {
            log.error("the outbox cannot be published to {}", stream, failed);
        }
    }
}
