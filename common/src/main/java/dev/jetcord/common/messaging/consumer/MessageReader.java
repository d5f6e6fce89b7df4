package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;

/** Turns what came into what a handler may believe. Thread-safe where its decoder is. */
final class MessageReader<T> {
    private final Decoder<T> decoder;

    MessageReader(Decoder<T> decoder) {
        this.decoder = requireNonNull(decoder, "decoder");
    }

    /**
     * Decodes and validates.
     *
     * @throws InvalidMessageException naming what breaks the contract, and never its value
     */
    Received<T> read(IncomingMessage message) throws InvalidMessageException {
        EventEnvelope envelope = message.envelope();
        try {
            return new Received<>(envelope, message.delivery(), decoder.decode(envelope, message.body()));
        } catch (RuntimeException refused) {
            throw new InvalidMessageException(
                    "the decoder failed with " + refused.getClass().getSimpleName(), refused);
        }
    }
}
