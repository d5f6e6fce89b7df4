package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one inbox to which a consumer's messages come. Used by the pull loop's thread alone, but for {@link #subject}, which
 * its lock guards.
 */
final class PullInbox {
    private static final Logger log = LoggerFactory.getLogger(PullInbox.class);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(1);
    private static final Duration LAST_LOOK = Duration.ofMillis(200);

    private final Connection connection;
    private final String consumer;
    private String subject;
    private Subscription subscription;

    /** @param consumer for the log */
    PullInbox(Connection connection, String consumer) {
        this.connection = requireNonNull(connection, "connection");
        this.consumer = requireNonNull(consumer, "consumer");
        this.subject = connection.createInbox();
        this.subscription = subscribe(connection, subject);
    }

    /** Where requests ask for messages to be sent. */
    String subject() {
        return subject;
    }

    /** The next message or status; null when none came in time. */
    @Nullable
    Message next(Duration patience) throws InterruptedException {
        return subscription.nextMessage(patience);
    }

    /** Takes another inbox. What is still on its way to this one is delivered again after its ack wait. */
    void renew() {
        subscription.unsubscribe();
        subject = connection.createInbox();
        subscription = subscribe(connection, subject);
    }

    /** Ends the inbox, and asks for another delivery of all that was fetched. */
    void giveBack() {
        try {
            // What is drained is read below; the future would only tell when that is done.
            var _ = subscription.drain(DRAIN_LIMIT);
            Message message = subscription.nextMessage(LAST_LOOK);
            while (message != null) {
                if (!message.isStatusMessage()) {
                    message.nak();
                }
                message = subscription.nextMessage(LAST_LOOK);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException drained) {
            log.debug("all that was fetched by {} and not begun is given back", consumer);
        }
    }

    /** Without limits of the client's own: permits bound what can come. */
    private static Subscription subscribe(Connection connection, String subject) {
        Subscription opened = connection.subscribe(subject);
        opened.setPendingLimits(-1, -1);
        return opened;
    }
}
