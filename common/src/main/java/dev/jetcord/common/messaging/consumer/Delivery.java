package dev.jetcord.common.messaging.consumer;

import java.time.Instant;

/**
 * Where a message stood and how it came here.
 *
 * @param deliveryCount 1 for the first delivery
 * @param storedAt when JetStream stored it, by the server's clock
 * @param receivedAt when this worker received it, by its own
 */
public record Delivery(String stream, long streamSequence, long deliveryCount, Instant storedAt, Instant receivedAt) {
    /** Whether an earlier delivery may already have had an effect. */
    public boolean redelivered() {
        return deliveryCount > 1;
    }
}
