package dev.jetcord.e2e.bench;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Collects the parts of a gateway message, without their compression. Not thread-safe. */
abstract sealed class BareInflater {
    private static final int CHUNK = 64 << 10;

    private byte[] bytes = new byte[CHUNK];
    private int length;

    /** By Discord's name of the transport compression. */
    static BareInflater of(String compression) {
        return switch (compression) {
            case "zlib-stream" -> new Zlib();
            case "zstd-stream" -> new Zstd();
            case "none" -> new Plain();
            default -> throw new IllegalArgumentException("no compression '" + compression + "'");
        };
    }

    abstract void accept(ByteBuffer part);

    final byte[] bytes() {
        return bytes;
    }

    final int length() {
        return length;
    }

    final void clear() {
        length = 0;
    }

    /** Where the next bytes go; there is room for at least {@code count}. */
    final byte[] room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        return bytes;
    }

    final void take(ByteBuffer more) {
        int count = more.remaining();
        more.get(room(count), length, count);
        length += count;
    }

    private static final class Plain extends BareInflater {
        @Override
        void accept(ByteBuffer part) {
            take(part);
        }
    }

    private static final class Zlib extends BareInflater {
        private final Inflater inflater = new Inflater();

        @Override
        void accept(ByteBuffer part) {
            inflater.setInput(part);
            try {
                int count;
                do {
                    byte[] target = room(CHUNK);
                    count = inflater.inflate(target, super.length, CHUNK);
                    super.length += count;
                } while (count > 0);
            } catch (DataFormatException malformed) {
                throw new IllegalStateException("the zlib stream is malformed", malformed);
            }
        }
    }

    private static final class Zstd extends BareInflater {
        private final ZstdDecompressCtx context = new ZstdDecompressCtx();
        private final ByteBuffer input = ByteBuffer.allocateDirect(CHUNK);
        private final ByteBuffer output = ByteBuffer.allocateDirect(CHUNK);

        @Override
        void accept(ByteBuffer part) {
            while (part.hasRemaining()) {
                int count = Math.min(part.remaining(), CHUNK);
                input.clear().put(part.slice(part.position(), count)).flip();
                part.position(part.position() + count);
                boolean full;
                do {
                    output.clear();
                    context.decompressDirectByteBufferStream(output, input);
                    full = !output.hasRemaining();
                    take(output.flip());
                } while (input.hasRemaining() || full);
            }
        }
    }
}
