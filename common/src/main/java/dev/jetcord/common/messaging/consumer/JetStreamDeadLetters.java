package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.wire.DeadLetterHeaders;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.Subjects;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.InstantSource;

/**
 * Keeps in stream {@code DEADLETTERS} what a consumer could not process, with why, how often, when and where. Thread-safe;
 * blocks until stored.
 */
final class JetStreamDeadLetters implements DeadLetterStore {
    /** Orders to the server for the original, such as the stream it expects, which would have it refuse the letter. */
    private static final String SERVER_PREFIX = "Nats-";

    private final JetStream jetStream;
    private final String worker;
    private final ConsumerDeclaration declaration;
    private final InstantSource clock;

    JetStreamDeadLetters(NatsConnection nats, ConsumerDeclaration declaration, InstantSource clock) throws IOException {
        this.jetStream = nats.connection().jetStream();
        this.worker = nats.instance();
        this.declaration = requireNonNull(declaration, "declaration");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void store(IncomingMessage message, Failure failure) throws IOException {
        try {
            jetStream.publish(NatsMessage.builder()
                    .subject(Subjects.forDeadLetter(declaration.stream(), declaration.durable()))
                    .headers(headers(message, failure))
                    .data(TokenRedaction.redact(message.body()))
                    .build());
        } catch (JetStreamApiException refused) {
            throw new IOException("the dead letter stream refuses a letter: " + refused.getMessage(), refused);
        }
    }

    private io.nats.client.impl.Headers headers(IncomingMessage message, Failure failure) {
        io.nats.client.impl.Headers headers = new io.nats.client.impl.Headers();
        message.headers().forEach((name, values) -> {
            if (name.equalsIgnoreCase(Headers.MESSAGE_ID)) {
                headers.add(DeadLetterHeaders.ORIGINAL_ID, values);
            } else if (!name.startsWith(DeadLetterHeaders.PREFIX) && !name.startsWith(SERVER_PREFIX)) {
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
