package dev.jetcord.sandbox.gateway;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Compresses the payloads of one connection in one context that lives as long as it does. Not thread-safe. Gateway,
 * Transport Compression.
 */
final class PayloadEncoder implements Closeable {

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream(4096);
    private final OutputStream context;
    private final Closeable release;

    static PayloadEncoder of(ConnectionParameters.Compression compression) {
        return switch (compression) {
            case NONE -> new PayloadEncoder(target -> new Context(target, target));
            case ZLIB_STREAM -> zlib();
            case ZSTD_STREAM -> zstd();
        };
    }

    private PayloadEncoder(ContextFactory factory) {
        try {
            Context made = factory.create(compressed);
            this.context = made.stream();
            this.release = made.release();
        } catch (IOException e) {
            throw new IllegalStateException("no compression context", e);
        }
    }

    private record Context(OutputStream stream, Closeable release) {}

    private interface ContextFactory {
        Context create(OutputStream target) throws IOException;
    }

    /** Each message ends with the sync flush {@code 00 00 ff ff}. */
    static PayloadEncoder zlib() {
        return new PayloadEncoder(target -> {
            Deflater deflater = new Deflater();
            return new Context(new DeflaterOutputStream(target, deflater, 8192, true), deflater::end);
        });
    }

    /** Each message is a flushed block; the frame never ends. */
    static PayloadEncoder zstd() {
        return new PayloadEncoder(target -> {
            ZstdOutputStreamNoFinalizer stream = new ZstdOutputStreamNoFinalizer(target).setCloseFrameOnFlush(false);
            return new Context(stream, stream);
        });
    }

    /** The payload as it goes over the wire. */
    byte[] encode(byte[] payload) {
        try {
            context.write(payload);
            context.flush();
            byte[] message = compressed.toByteArray();
            compressed.reset();
            return message;
        } catch (IOException e) {
            throw new IllegalStateException("a payload could not be compressed", e);
        }
    }

    /** Frees the native context; nothing is sent any more. */
    @Override
    public void close() throws IOException {
        release.close();
    }
}
