package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.time.Duration;

/**
 * A durable pull consumer that Jetcord needs. Deliveries are without limit for the server: when to give a message up is
 * the worker's decision, so that a dead letter which could not be stored is delivered again.
 *
 * @param filterSubject which of the stream's subjects it takes
 * @param ackWait after which silence the server delivers a message again
 * @param maxAckPending messages delivered and not settled, over all instances of the worker
 */
public record ConsumerDeclaration(
        String stream, String durable, String filterSubject, Duration ackWait, int maxAckPending) {
    public ConsumerDeclaration {
        requireNonNull(stream, "stream");
        requireNonNull(durable, "durable");
        requireNonNull(filterSubject, "filterSubject");
        requireNonNull(ackWait, "ackWait");
        if (maxAckPending < 1) {
            throw new IllegalArgumentException("maxAckPending must be at least 1 but is " + maxAckPending);
        }
    }

    ConsumerConfiguration configuration() {
        return ConsumerConfiguration.builder()
                .durable(durable)
                .filterSubject(filterSubject)
                .ackPolicy(AckPolicy.Explicit)
                .ackWait(ackWait)
                .deliverPolicy(DeliverPolicy.All)
                .maxAckPending(maxAckPending)
                .maxDeliver(-1)
                .build();
    }
}
