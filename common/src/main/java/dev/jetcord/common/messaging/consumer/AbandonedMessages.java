package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.wire.InvalidMessageException;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters of messages that the server gave up delivering, as when each worker that took one died of it. The
 * server says so by an advisory ({@code $JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES}); a stream keeps the advisories, so that none is
 * missed while no worker runs.
 */
final class AbandonedMessages {
    private static final Logger log = LoggerFactory.getLogger(AbandonedMessages.class);
    private static final int PERMITS = 8;
    private static final int NOT_FOUND = 404;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JetStreamManagement management;
    private final BodyReader bodies;
    private final DeadLetterStore deadLetters;
    private final FailureReporter reporter;
    private final ConsumerMetrics metrics;
    private final RandomGenerator random;
    private final PullLoop pull;

    AbandonedMessages(
            NatsConnection nats,
            ConsumerDeclaration of,
            BodyReader bodies,
            DeadLetterStore deadLetters,
            FailureReporter reporter,
            ConsumerMetrics metrics,
            RandomGenerator random)
            throws IOException {
        Connection connection = nats.connection();
        this.management = connection.jetStreamManagement();
        this.bodies = requireNonNull(bodies, "bodies");
        this.deadLetters = requireNonNull(deadLetters, "deadLetters");
        this.reporter = requireNonNull(reporter, "reporter");
        this.metrics = requireNonNull(metrics, "metrics");
        this.random = requireNonNull(random, "random");
        this.pull = new PullLoop(connection, of.abandoned(), PERMITS, () -> false, this::take, metrics::pullRestarted);
    }

    void start() {
        pull.start();
    }

    void stop() throws InterruptedException {
        pull.stop();
    }

    // There are few, so they are taken one by one on the loop's own thread.
    private void take(Message advisory) {
        try {
            JsonNode content = JSON.readTree(advisory.getData());
            keep(
                    content.path("stream").asText(),
                    content.path("stream_seq").asLong(),
                    content.path("deliveries").asLong());
            advisory.ack();
        } catch (IOException | JetStreamApiException | RuntimeException notKept) {
            log.error("an abandoned message could not be made a dead letter; it is tried again", notKept);
            Duration delay = RetryPolicy.WITHOUT_END.delay(advisory.metaData().deliveredCount(), random);
            advisory.nakWithDelay(delay);
        } finally {
            pull.released(1);
        }
    }

    private void keep(String stream, long sequence, long deliveries) throws IOException, JetStreamApiException {
        MessageInfo stored;
        try {
            stored = management.getMessage(stream, sequence);
        } catch (JetStreamApiException refused) {
            if (refused.getErrorCode() == NOT_FOUND) {
                log.error(
                        "message {} of {} was given up after {} deliveries, and is no longer in the stream",
                        sequence,
                        stream,
                        deliveries);
                return;
            }
            throw refused;
        }
        IncomingMessage message = IncomingMessage.of(stored, stream, deliveries);
        Failure failure = Failure.of(Failure.Reason.ABANDONED, random);
        try (var _ = MessageRun.labels(message);
                var _ = LogLabels.reference(failure.reference())) {
            keep(known(message), failure);
        }
        if (management.getStreamInfo(stream).getConfiguration().getRetentionPolicy() == RetentionPolicy.WorkQueue) {
            management.deleteMessage(stream, sequence);
        }
    }

    private void keep(IncomingMessage message, Failure failure) throws IOException {
        deadLetters.store(message, failure);
        log.error(
                "message {} of {} was delivered {} times and never settled; it is a dead letter now (reference {})",
                message.delivery().streamSequence(),
                message.delivery().stream(),
                message.delivery().deliveryCount(),
                failure.reference());
        metrics.deadLetter(failure.reason());
        reporter.report(message.body(), failure);
    }

    private IncomingMessage known(IncomingMessage message) throws IOException {
        try {
            return bodies.read(message);
        } catch (InvalidMessageException unreadable) {
            log.warn("the body of an abandoned message cannot be read: {}", unreadable.getMessage());
            return message;
        }
    }
}
