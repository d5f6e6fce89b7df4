package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.nats.client.Connection;
import io.nats.client.Message;
import java.time.Duration;

/** Acknowledges over the connection that brought the message. Thread-safe. */
final class NatsAcknowledger implements Acknowledger {
    private final Message message;
    private final Connection connection;
    private final boolean termTakesReason;

    /**
     * @param termTakesReason whether the server reads a reason after {@code +TERM}; an older one would not understand the
     *     whole of it
     */
    NatsAcknowledger(Message message, Connection connection, boolean termTakesReason) {
        this.message = requireNonNull(message, "message");
        this.connection = requireNonNull(connection, "connection");
        this.termTakesReason = termTakesReason;
    }

    @Override
    public void ack() {
        message.ack();
    }

    @Override
    public void nak(Duration delay) {
        if (delay.isZero()) {
            message.nak();
        } else {
            message.nakWithDelay(delay);
        }
    }

    @Override
    public void term(String reason) {
        if (termTakesReason) {
            connection.publish(message.getReplyTo(), ("+TERM " + reason).getBytes(UTF_8));
        } else {
            message.term();
        }
    }

    @Override
    public void inProgress() {
        message.inProgress();
    }
}
