package dev.jetcord.bridge.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** zlib-stream: one context a connection; a message ends with {@code 00 00 ff ff}. */
final class ZlibMessageReader implements MessageReader {
    private static final int CHUNK = 16 << 10;

    private final Inflater inflater = new Inflater();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(CHUNK);
    private final byte[] chunk = new byte[CHUNK];

    @Override
    public byte[] read(byte[] data, int length) throws IOException {
        parts.write(data, 0, length);
        if (!endsMessage(data, length)) {
            return new byte[0];
        }
        inflater.setInput(parts.toByteArray());
        parts.reset();
        ByteArrayOutputStream message = new ByteArrayOutputStream(CHUNK);
        try {
            while (!inflater.needsInput()) {
                int inflated = inflater.inflate(chunk);
                if (inflated == 0 && (inflater.finished() || inflater.needsDictionary())) {
                    throw new IOException("the zlib stream has ended");
                }
                message.write(chunk, 0, inflated);
                if (message.size() > MAX_MESSAGE) {
                    throw new IOException("a message inflates beyond " + MAX_MESSAGE + " bytes");
                }
            }
            // Input is taken before all output is out.
            for (int rest = inflater.inflate(chunk); rest > 0; rest = inflater.inflate(chunk)) {
                message.write(chunk, 0, rest);
            }
        } catch (DataFormatException broken) {
            throw new IOException("the zlib stream is damaged", broken);
        }
        return message.toByteArray();
    }

    @Override
    public void close() {
        inflater.end();
    }

    private static boolean endsMessage(byte[] data, int length) {
        return length >= 4
                && data[length - 4] == 0
                && data[length - 3] == 0
                && data[length - 2] == (byte) 0xff
                && data[length - 1] == (byte) 0xff;
    }
}
