package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.EventEnvelope;

/** A message as a handler sees it: decoded and valid. */
public record Received<T>(EventEnvelope envelope, Delivery delivery, T payload) {
    public Received {
        requireNonNull(envelope, "envelope");
        requireNonNull(delivery, "delivery");
        requireNonNull(payload, "payload");
    }
}
