package dev.jetcord.bridge.transport;

import java.nio.ByteBuffer;

/** Turns what comes over one connection into whole messages in its {@link MessageBuffer}. Not thread-safe. */
interface MessageReader extends AutoCloseable {
    /**
     * Takes a part of a WebSocket message.
     *
     * @throws BrokenStreamException when the compressed stream is not valid; the reader is then of no more use
     */
    void accept(ByteBuffer part) throws BrokenStreamException;

    /** Whether a gateway message is whole, now that a WebSocket message has ended. */
    boolean complete();

    @Override
    void close();
}
