package dev.jetcord.common.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The contract's one content encoding, which every language's standard library reads (RFC 1952). */
public final class Gzip {
    /** The value of header {@code content-encoding}. */
    public static final String ENCODING = "gzip";

    /** The largest body, in bytes, that stands as it is; a larger one is compressed. */
    public static final int LARGEST_PLAIN = 32 << 10;

    /** The largest body, in bytes, that is expanded: over three times the largest GUILD_CREATE that is known. */
    public static final int LARGEST_EXPANDED = 128 << 20;

    private static final int BUFFER = 16 << 10;

    private Gzip() {}

    /** Compresses; whoever calls waits for it, so speed counts for more than size. */
    public static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream target = new ByteArrayOutputStream(bytes.length / 4);
        try (OutputStream gzip = new FastGzip(target)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return target.toByteArray();
    }

    /**
     * Expands.
     *
     * @param limit bytes that the result may have, so that a small message cannot take all memory
     * @throws InvalidMessageException when it is not gzip, or larger than the limit
     */
    public static byte[] expand(byte[] bytes, int limit) throws InvalidMessageException {
        byte[] expanded;
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), BUFFER)) {
            expanded = gzip.readNBytes(limit);
            if (gzip.read() >= 0) {
                throw new InvalidMessageException("the body has more than " + limit + " bytes when expanded");
            }
        } catch (IOException malformed) {
            throw new InvalidMessageException("the body is not gzip, as its content-encoding says", malformed);
        }
        return expanded;
    }

    private static final class FastGzip extends GZIPOutputStream {
        private FastGzip(OutputStream target) throws IOException {
            super(target, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
