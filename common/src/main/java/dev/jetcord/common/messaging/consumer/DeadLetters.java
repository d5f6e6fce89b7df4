package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.Subjects;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.InstantSource;

/** Keeps what a consumer could not process, with why, how often, when and where. Thread-safe; blocks until stored. */
final class DeadLetters {
    static final String REASON = "Jetcord-Dead-Letter-Reason";
    static final String REFERENCE = "Jetcord-Dead-Letter-Reference";
    static final String DELIVERIES = "Jetcord-Dead-Letter-Deliveries";
    static final String TIME = "Jetcord-Dead-Letter-Time";
    static final String STREAM = "Jetcord-Dead-Letter-Stream";
    static final String SEQUENCE = "Jetcord-Dead-Letter-Sequence";
    static final String CONSUMER = "Jetcord-Dead-Letter-Consumer";
    static final String SUBJECT = "Jetcord-Dead-Letter-Subject";
    static final String ORIGINAL_ID = "Jetcord-Dead-Letter-Message-Id";

    private final JetStream jetStream;
    private final ConsumerDeclaration declaration;
    private final InstantSource clock;

    DeadLetters(Connection connection, ConsumerDeclaration declaration, InstantSource clock) throws IOException {
        this.jetStream = connection.jetStream();
        this.declaration = requireNonNull(declaration, "declaration");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Stores a letter. Its id is made of the message's place, so a letter whose acknowledgement was lost is not stored
     * twice.
     *
     * @throws IOException when JetStream does not acknowledge it, or refuses it
     */
    void store(Message message, Failure failure) throws IOException {
        NatsJetStreamMetaData place = message.metaData();
        io.nats.client.impl.Headers headers = new io.nats.client.impl.Headers();
        if (message.hasHeaders()) {
            message.getHeaders().forEach((name, values) -> {
                if (!name.equalsIgnoreCase(Headers.MESSAGE_ID)) {
                    headers.add(name, values);
                } else {
                    headers.add(ORIGINAL_ID, values);
                }
            });
        }
        headers.put(
                Headers.MESSAGE_ID,
                place.getStream() + ':' + place.streamSequence() + ':' + declaration.durable() + ":dead");
        headers.put(REASON, failure.reason().name());
        headers.put(REFERENCE, failure.reference());
        headers.put(DELIVERIES, Long.toString(place.deliveredCount()));
        headers.put(TIME, clock.instant().toString());
        headers.put(STREAM, place.getStream());
        headers.put(SEQUENCE, Long.toString(place.streamSequence()));
        headers.put(CONSUMER, declaration.durable());
        headers.put(SUBJECT, message.getSubject());
        try {
            jetStream.publish(NatsMessage.builder()
                    .subject(Subjects.forDeadLetter(declaration.stream(), declaration.durable()))
                    .headers(headers)
                    .data(TokenRedaction.redact(message.getData()))
                    .build());
        } catch (JetStreamApiException refused) {
            throw new IOException("the dead letter stream refuses a letter: " + refused.getMessage(), refused);
        }
    }
}
