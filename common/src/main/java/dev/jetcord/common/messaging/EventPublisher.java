package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.tracing.Step;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.EventEnvelope;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;

/** Stores what a worker derives. Blocks until the stream has it; thread-safe. */
public final class EventPublisher {
    private final JetStream jetStream;
    private final Tracer tracer;

    /** @throws IOException when the connection has no JetStream */
    public EventPublisher(NatsConnection nats) throws IOException {
        this.jetStream = requireNonNull(nats, "nats").connection().jetStream();
        this.tracer = nats.tracer();
    }

    /**
     * Publishes a message that no other has caused: its trace begins here. Otherwise as {@link #publish}.
     *
     * @param name of what is done, in the trace
     * @throws IOException when it is not known to be stored; publish it again with the same id
     */
    public void begin(String name, String subject, EventEnvelope envelope, byte[] body) throws IOException {
        try (Step step = tracer.first(envelope.id(), name)) {
            publish(subject, envelope.withTraceparent(step.traceparent()), body);
        }
    }

    /**
     * Publishes a message. The envelope's id is the message id: publishing it again within the stream's duplicate window
     * stores nothing.
     *
     * @throws IOException when it is not known to be stored; publish it again with the same id
     */
    public void publish(String subject, EventEnvelope envelope, byte[] body) throws IOException {
        Headers headers = new Headers();
        envelope.headers().forEach(headers::add);
        try {
            jetStream.publish(NatsMessage.builder()
                    .subject(subject)
                    .headers(headers)
                    .data(body)
                    .build());
        } catch (JetStreamApiException refused) {
            throw new IOException("NATS refuses a message on " + subject + ": " + refused.getMessage(), refused);
        } catch (IllegalStateException unusable) {
            throw new IOException("The connection to NATS is not usable now", unusable);
        }
    }
}
