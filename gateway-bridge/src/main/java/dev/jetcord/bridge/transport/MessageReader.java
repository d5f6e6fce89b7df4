package dev.jetcord.bridge.transport;

import java.io.IOException;
import java.util.Arrays;

/** Makes gateway messages of WebSocket messages. One for each connection; not thread-safe. */
interface MessageReader extends AutoCloseable {
    /** More than any message of Discord's; a stream that inflates beyond it is broken or hostile. In bytes. */
    int MAX_MESSAGE = 256 << 20;

    MessageReader PLAIN = (data, length) -> Arrays.copyOf(data, length);

    /**
     * Reads one whole WebSocket message.
     *
     * @return the gateway message; empty when this was only a part of it
     * @throws IOException when the stream cannot be read any further
     */
    byte[] read(byte[] data, int length) throws IOException;

    @Override
    default void close() {}
}
