package dev.jetcord.bridge.transport;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** zlib-stream: one context a connection, a message ends with {@code 00 00 ff ff} (Discord, "zlib-stream"). */
final class ZlibReader implements MessageReader {
    private static final int SYNC_FLUSH = 0x0000ffff;
    private static final int CHUNK = 16 << 10;

    private final MessageBuffer buffer;
    private final Inflater inflater = new Inflater();
    private final byte[] chunk = new byte[CHUNK];
    private int lastFour = -1;

    ZlibReader(MessageBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public void accept(ByteBuffer part) throws BrokenStreamException {
        for (int at = Math.max(part.position(), part.limit() - Integer.BYTES); at < part.limit(); at++) {
            lastFour = (lastFour << Byte.SIZE) | (part.get(at) & 0xff);
        }
        inflater.setInput(part);
        try {
            int count;
            do {
                count = inflater.inflate(chunk);
                buffer.append(chunk, 0, count);
            } while (count > 0);
        } catch (DataFormatException malformed) {
            throw new BrokenStreamException("the zlib stream is malformed");
        }
        if (inflater.finished() || inflater.needsDictionary()) {
            throw new BrokenStreamException("the zlib stream has ended, though its connection has not");
        }
    }

    @Override
    public boolean complete() {
        return lastFour == SYNC_FLUSH;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
