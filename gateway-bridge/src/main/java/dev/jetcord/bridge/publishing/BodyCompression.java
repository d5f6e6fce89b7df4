package dev.jetcord.bridge.publishing;

import dev.jetcord.bridge.frame.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses large bodies with gzip, which every language's standard library reads. */
public final class BodyCompression {
    /** The largest body that stands as Discord sent it. */
    static final int THRESHOLD = 32 << 10;

    private static final int BUFFER = 16 << 10;

    private BodyCompression() {}

    /** The event as it goes out: compressed if it is large, and that makes it smaller. */
    public static OutgoingEvent apply(OutgoingEvent event) {
        if (event.body().size() <= THRESHOLD) {
            return event;
        }
        byte[] compressed = gzip(event.body().bytes());
        return compressed.length < event.body().size() ? event.compressed(new Body(compressed)) : event;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream target = new ByteArrayOutputStream(bytes.length / 4);
        try (OutputStream gzip = new FastGzip(target)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return target.toByteArray();
    }

    /** The shard's thread waits for this, so speed counts for more than size. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream target) throws IOException {
            super(target, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
