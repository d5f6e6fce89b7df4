package dev.jetcord.bridge.transport;

import java.nio.ByteBuffer;

/** No compression: a WebSocket message is a gateway message. */
final class PlainReader implements MessageReader {
    private final MessageBuffer buffer;

    PlainReader(MessageBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public void accept(ByteBuffer part) {
        buffer.append(part);
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public void close() {
        // Holds nothing outside the heap.
    }
}
