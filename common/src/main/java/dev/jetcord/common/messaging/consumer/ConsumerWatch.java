package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the server at an interval how far the consumer is, for the gauges. A figure that is not known is NaN. */
final class ConsumerWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConsumerWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;

    private final JetStreamManagement management;
    private final ConsumerDeclaration declaration;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private volatile Progress progress = Progress.UNKNOWN;

    ConsumerWatch(Connection connection, ConsumerDeclaration declaration, ConsumerMetrics metrics, InstantSource clock)
            throws IOException {
        this.management = connection.jetStreamManagement();
        this.declaration = requireNonNull(declaration, "declaration");
        this.clock = requireNonNull(clock, "clock");
        this.thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .name("watch-" + declaration.durable())
                .daemon()
                .factory());
        metrics.gauge("pending", "Messages of the stream not yet delivered", this, it -> it.progress.pending);
        metrics.gauge(
                "ack.pending",
                "Messages delivered and not settled, over all instances",
                this,
                it -> it.progress.ackPending);
        metrics.gauge(
                "oldest.unprocessed.age.seconds",
                "Age of the oldest message that is not settled",
                this,
                it -> it.progress.oldestAgeSeconds);
    }

    void start() {
        // A look catches what it throws, so the future says nothing.
        var _ = thread.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    void look() {
        try {
            ConsumerInfo info = management.getConsumerInfo(declaration.stream(), declaration.durable());
            progress = new Progress(info.getNumPending(), info.getNumAckPending(), oldestAge(info));
        } catch (IOException | JetStreamApiException | RuntimeException unanswered) {
            progress = Progress.UNKNOWN;
            log.debug("the progress of {} is not known", declaration.durable(), unanswered);
        }
    }

    private double oldestAge(ConsumerInfo info) throws IOException, JetStreamApiException {
        if (info.getNumPending() + info.getNumAckPending() == 0) {
            return 0;
        }
        try {
            MessageInfo oldest = management.getNextMessage(
                    declaration.stream(), info.getAckFloor().getStreamSequence() + 1, declaration.filterSubject());
            Instant stored = requireNonNull(oldest.getTime(), "time").toInstant();
            return Math.max(0, Duration.between(stored, clock.instant()).toMillis() / 1000.0);
        } catch (JetStreamApiException refused) {
            if (refused.getErrorCode() == NOT_FOUND) {
                return 0;
            }
            throw refused;
        }
    }

    private record Progress(double pending, double ackPending, double oldestAgeSeconds) {
        private static final Progress UNKNOWN = new Progress(Double.NaN, Double.NaN, Double.NaN);
    }
}
