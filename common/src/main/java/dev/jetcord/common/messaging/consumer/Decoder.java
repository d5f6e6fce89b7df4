package dev.jetcord.common.messaging.consumer;

import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;

/** Makes a worker's payload from a message and enforces its invariants. Called on many threads at once. */
@FunctionalInterface
public interface Decoder<T> {
    /**
     * Decodes and validates.
     *
     * @throws InvalidMessageException when the message breaks the contract, which delivering it again would not mend
     */
    T decode(EventEnvelope envelope, byte[] body) throws InvalidMessageException;
}
