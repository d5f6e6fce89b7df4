package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.time.Duration;

/**
 * A durable pull consumer that Jetcord needs. When to give a message up is the worker's decision, so the server's limit of
 * deliveries lies well above the worker's attempts: a dead letter that could not be stored is delivered again, and the
 * limit is for messages that no worker ever lives to settle.
 *
 * @param filterSubject which of the stream's subjects it takes
 * @param ackWait after which silence the server delivers a message again
 * @param maxAckPending messages delivered and not settled, over all instances of the worker
 * @param maxDeliver after how many deliveries the server gives a message up; {@link #NO_LIMIT} for never
 */
public record ConsumerDeclaration(
        String stream, String durable, String filterSubject, Duration ackWait, int maxAckPending, long maxDeliver) {
    public static final long NO_LIMIT = Long.MAX_VALUE;

    private static final int MAX_ABANDONED_PENDING = 1000;

    public ConsumerDeclaration {
        requireNonNull(stream, "stream");
        requireNonNull(durable, "durable");
        requireNonNull(filterSubject, "filterSubject");
        requireNonNull(ackWait, "ackWait");
        if (maxAckPending < 1) {
            throw new IllegalArgumentException("maxAckPending must be at least 1 but is " + maxAckPending);
        }
    }

    /** The consumer of the server's advisories that it gave up a message of this one. */
    public ConsumerDeclaration abandoned() {
        return new ConsumerDeclaration(
                Topology.ADVISORIES,
                durable + "-abandoned",
                Topology.MAX_DELIVERIES_ADVISORY + '.' + stream + '.' + durable,
                ackWait,
                MAX_ABANDONED_PENDING,
                NO_LIMIT);
    }

    ConsumerConfiguration configuration() {
        return ConsumerConfiguration.builder()
                .durable(durable)
                .filterSubject(filterSubject)
                .ackPolicy(AckPolicy.Explicit)
                .ackWait(ackWait)
                .deliverPolicy(DeliverPolicy.All)
                .maxAckPending(maxAckPending)
                .maxDeliver(maxDeliver == NO_LIMIT ? -1 : maxDeliver)
                .build();
    }
}
