package dev.jetcord.common.messaging.consumer;

import static dev.jetcord.common.wire.Headers.CONTENT_ENCODING;
import static dev.jetcord.common.wire.Headers.DATA_REFERENCE;
import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;
import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came: nothing of its headers and body has been believed yet. Nobody writes to its body or headers.
 *
 * <p>Its envelope, and whether its body is encoded, are read as it comes, on the thread that pulls: by the time its lane
 * runs it, its headers have left the processor's cache, and reading them costs several times as much.
 */
public final class IncomingMessage {
    private final String subject;
    private final Headers headers;
    private final byte[] body;
    private final Delivery delivery;
    private final ReadEnvelope envelope;
    private final boolean bodyIsEncoded;

    private IncomingMessage(
            String subject,
            Headers headers,
            byte[] body,
            Delivery delivery,
            ReadEnvelope envelope,
            boolean bodyIsEncoded) {
        this.subject = requireNonNull(subject, "subject");
        this.headers = requireNonNull(headers, "headers");
        this.body = requireNonNull(body, "body");
        this.delivery = requireNonNull(delivery, "delivery");
        this.envelope = requireNonNull(envelope, "envelope");
        this.bodyIsEncoded = bodyIsEncoded;
    }

    private IncomingMessage(String subject, Headers headers, byte[] body, Delivery delivery) {
        this(
                subject,
                headers,
                body,
                delivery,
                ReadEnvelope.of(headers),
                headers.containsKey(DATA_REFERENCE) || headers.containsKey(CONTENT_ENCODING));
    }

    /** A message that no server delivered, for whoever feeds a consumer by hand. */
    public static IncomingMessage of(String subject, Map<String, String> headers, byte[] body, Delivery delivery) {
        Headers copy = new Headers();
        headers.forEach((name, value) -> copy.put(name, value));
        return new IncomingMessage(subject, copy, body, delivery);
    }

    static IncomingMessage of(Message message, Instant receivedAt) {
        NatsJetStreamMetaData place = message.metaData();
        return new IncomingMessage(
                message.getSubject(),
                message.hasHeaders() ? message.getHeaders() : new Headers(),
                message.getData(),
                new Delivery(
                        place.getStream(),
                        place.streamSequence(),
                        place.deliveredCount(),
                        place.timestamp().toInstant(),
                        receivedAt));
    }

    /** A message read from its stream, whose deliveries the server has counted. */
    static IncomingMessage of(MessageInfo stored, String stream, long deliveries) {
        Headers headers = stored.getHeaders();
        byte[] body = stored.getData();
        Instant storedAt = requireNonNull(stored.getTime(), "time").toInstant();
        return new IncomingMessage(
                requireNonNull(stored.getSubject(), "subject"),
                headers == null ? new Headers() : headers,
                body == null ? new byte[0] : body,
                new Delivery(stream, stored.getSeq(), deliveries, storedAt, storedAt));
    }

    public String subject() {
        return subject;
    }

    /** The first value of a header; empty where there is none. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(firstValue(name));
    }

    public byte[] body() {
        return body;
    }

    public Delivery delivery() {
        return delivery;
    }

    /** The same message with its body as it was before it was compressed or stored apart. */
    IncomingMessage withBody(byte[] other) {
        return new IncomingMessage(subject, headers, other, delivery, envelope, false);
    }

    /** Whether the body is compressed or stored apart. */
    boolean bodyIsEncoded() {
        return bodyIsEncoded;
    }

    /**
     * What the headers of the wire contract say.
     *
     * @throws InvalidMessageException naming the header that is missing or malformed
     */
    EventEnvelope envelope() throws InvalidMessageException {
        return switch (envelope) {
            case ReadEnvelope.Valid(EventEnvelope valid) -> valid;
            case ReadEnvelope.Malformed(InvalidMessageException why) -> throw why;
        };
    }

    Headers headers() {
        return headers;
    }

    @Nullable
    String firstValue(String name) {
        return headers.getFirst(name);
    }

    /** What reading the headers came to. */
    private sealed interface ReadEnvelope {
        record Valid(EventEnvelope envelope) implements ReadEnvelope {}

        record Malformed(InvalidMessageException why) implements ReadEnvelope {}

        static ReadEnvelope of(Headers headers) {
            try {
                return new Valid(EventEnvelope.read(headers::getFirst));
            } catch (InvalidMessageException why) {
                return new Malformed(why);
            }
        }
    }
}
