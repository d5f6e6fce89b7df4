package dev.jetcord.bridge.publishing;

import dev.jetcord.common.messaging.NatsConnection;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.util.Optional;

/**
 * Publishes with a reply subject of its own and reads the acknowledgements itself: the client's {@code publishAsync} gives
 * up after a time that is not ours (NATS, "JetStream wire API"). Thread-safe.
 */
public final class NatsPublishLine implements PublishLine {
    private static final int DECIMAL = 10;
    private static final int MESSAGE_TOO_LARGE = 10054;
    /** For the headers, whose size is bounded by the wire contract. */
    private static final int HEADER_ALLOWANCE = 2048;

    private final Connection connection;
    private final String inbox;

    /** @param nats connected */
    public NatsPublishLine(NatsConnection nats) {
        this.connection = nats.connection();
        this.inbox = connection.createInbox() + '.';
    }

    /** Begins to hand answers to {@code pipeline}. */
    public void answerTo(PublishPipeline pipeline) {
        connection.createDispatcher(message -> answer(message, pipeline)).subscribe(inbox + '*');
    }

    @Override
    public boolean usable() {
        return connection.getStatus() == Connection.Status.CONNECTED;
    }

    @Override
    public boolean accepts(OutgoingEvent event) {
        return event.body().size() + HEADER_ALLOWANCE <= connection.getMaxPayload();
    }

    @Override
    public void send(OutgoingEvent event, long token) {
        connection.publish(
                event.subject(),
                inbox + token,
                EncodedHeaders.of(event),
                event.body().bytes());
    }

    private void answer(Message message, PublishPipeline pipeline) {
        String subject = message.getSubject();
        long token = Long.parseLong(subject, inbox.length(), subject.length(), DECIMAL);
        if (message.isStatusMessage()) {
            pipeline.refused(token, "no JetStream stream takes our events; run provision");
            return;
        }
        Optional<StoredAnswer> usual = StoredAnswer.read(message.getData());
        if (usual.isPresent()) {
            pipeline.stored(token, usual.get().stream(), usual.get().sequence(), false);
            return;
        }
        try {
            PublishAck stored = new PublishAck(message);
            pipeline.stored(token, stored.getStream(), stored.getSeqno(), stored.isDuplicate());
        } catch (JetStreamApiException refused) {
            if (refused.getApiErrorCode() == MESSAGE_TOO_LARGE) {
                pipeline.impossible(token, "too_large", "the stream's max_msg_size is smaller");
            } else {
                pipeline.refused(token, "JetStream refuses an event: " + refused.getErrorDescription());
            }
        } catch (IOException malformed) {
            pipeline.refused(token, "JetStream answered what is no acknowledgement");
        }
    }
}
