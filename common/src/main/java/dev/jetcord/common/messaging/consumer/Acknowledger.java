package dev.jetcord.common.messaging.consumer;

import java.time.Duration;

/**
 * Speaks to the server about one delivery (NATS ADR-15, "JetStream Subscribe Workflow": the ack verbs). Nothing it says is
 * confirmed: what the server does not hear ends in another delivery.
 */
interface Acknowledger {
    void ack();

    /** Asks for another delivery, not before {@code delay} has passed. */
    void nak(Duration delay);

    /**
     * Asks for no other delivery.
     *
     * @param reason for the server's advisory; no payload
     */
    void term(String reason);

    /** Begins the ack wait anew. */
    void inProgress();
}
