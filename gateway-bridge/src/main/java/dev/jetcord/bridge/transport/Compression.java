package dev.jetcord.bridge.transport;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Transport compression of a gateway connection (Discord, "Transport Compression"). */
public enum Compression {
    ZSTD_STREAM("zstd-stream"),
    ZLIB_STREAM("zlib-stream"),
    NONE(null);

    private final @Nullable String query;

    Compression(@Nullable String query) {
        this.query = query;
    }

    /** The value of the connection's {@code compress} parameter. */
    Optional<String> query() {
        return Optional.ofNullable(query);
    }

    /** A reader with a context of its own, for one connection. */
    MessageReader newReader() {
        return switch (this) {
            case ZSTD_STREAM -> new ZstdMessageReader();
            case ZLIB_STREAM -> new ZlibMessageReader();
            case NONE -> MessageReader.PLAIN;
        };
    }
}
