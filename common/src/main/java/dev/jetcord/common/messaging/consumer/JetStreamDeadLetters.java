package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.wire.DeadLetterHeaders;
import dev.jetcord.common.wire.Gzip;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.Subjects;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;

/**
 * Keeps in stream {@code DEADLETTERS} what a consumer could not process, with why, how often, when and where. Thread-safe;
 * blocks until stored.
 */
final class JetStreamDeadLetters implements DeadLetterStore {
    /** Orders to the server for the original, such as the stream it expects, which would have it refuse the letter. */
    private static final String SERVER_PREFIX = "Nats-";

    /** A letter holds the body itself, so they are its own. */
    private static final Set<String> BODY_HEADERS = Set.of(Headers.CONTENT_ENCODING, Headers.DATA_REFERENCE);

    private final Connection connection;
    private final JetStream jetStream;
    private final String worker;
    private final ConsumerDeclaration declaration;
    private final InstantSource clock;

    JetStreamDeadLetters(NatsConnection nats, ConsumerDeclaration declaration, InstantSource clock) throws IOException {
        this.connection = nats.connection();
        this.jetStream = nats.connection().jetStream();
        this.worker = nats.instance();
        this.declaration = requireNonNull(declaration, "declaration");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void store(IncomingMessage message, Failure failure) throws IOException {
        io.nats.client.impl.Headers headers = headers(message, failure);
        byte[] body = TokenRedaction.redact(message.body());
        if (body.length > Gzip.LARGEST_PLAIN) {
            body = Gzip.compress(body);
            headers.put(Headers.CONTENT_ENCODING, Gzip.ENCODING);
        }
        // Its headers count against the limit as well.
        long room = connection.getMaxPayload() - headers.serializedLength();
        if (body.length > room) {
            String reference = message.firstValue(Headers.DATA_REFERENCE);
            if (reference == null) {
                throw new IOException(
                        "the letter has " + body.length + " bytes, and NATS takes " + room + "; raise its max_payload");
            }
            // What is too large for a letter was too large for its message, so the object store has it. It holds no
            // token: no interaction is that large.
            body = new byte[0];
            headers.put(Headers.DATA_REFERENCE, reference);
            message.header(Headers.CONTENT_ENCODING)
                    .ifPresentOrElse(
                            encoding -> headers.put(Headers.CONTENT_ENCODING, encoding),
                            () -> headers.remove(Headers.CONTENT_ENCODING));
        }
        try {
            jetStream.publish(NatsMessage.builder()
                    .subject(Subjects.forDeadLetter(declaration.stream(), declaration.durable()))
                    .headers(headers)
                    .data(body)
                    .build());
        } catch (JetStreamApiException refused) {
            throw new IOException("the dead letter stream refuses a letter: " + refused.getMessage(), refused);
        } catch (IllegalArgumentException tooLarge) {
            throw new IOException("NATS takes no letter of this size; raise its max_payload", tooLarge);
        }
    }

    private io.nats.client.impl.Headers headers(IncomingMessage message, Failure failure) {
        io.nats.client.impl.Headers headers = new io.nats.client.impl.Headers();
        message.headers().forEach((name, values) -> {
            if (name.equalsIgnoreCase(Headers.MESSAGE_ID)) {
                headers.add(DeadLetterHeaders.ORIGINAL_ID, values);
            } else if (!name.startsWith(DeadLetterHeaders.PREFIX)
                    && !name.startsWith(SERVER_PREFIX)
                    && !BODY_HEADERS.contains(name)) {
                headers.add(name, values);
            }
        });
        Delivery delivery = message.delivery();
        String generation = message.header(DeadLetterHeaders.REPLAY_GENERATION).orElse("0");
        // Made of the message's place, so a letter whose acknowledgement was lost is not stored twice; a replay has a
        // place of its own, so its letter is another.
        headers.put(
                Headers.MESSAGE_ID,
                String.join(
                        ":",
                        delivery.stream(),
                        Long.toString(delivery.streamSequence()),
                        Long.toString(delivery.storedAt().toEpochMilli()),
                        declaration.durable(),
                        generation));
        headers.put(DeadLetterHeaders.REASON, failure.reason().name());
        headers.put(DeadLetterHeaders.REFERENCE, failure.reference());
        headers.put(DeadLetterHeaders.DELIVERIES, Long.toString(delivery.deliveryCount()));
        headers.put(DeadLetterHeaders.TIME, clock.instant().toString());
        headers.put(DeadLetterHeaders.STREAM, delivery.stream());
        headers.put(DeadLetterHeaders.SEQUENCE, Long.toString(delivery.streamSequence()));
        headers.put(DeadLetterHeaders.CONSUMER, declaration.durable());
        headers.put(DeadLetterHeaders.WORKER, worker);
        headers.put(DeadLetterHeaders.SUBJECT, message.subject());
        headers.put(DeadLetterHeaders.GENERATION, generation);
        return headers;
    }
}
