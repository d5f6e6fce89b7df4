package dev.jetcord.bridge.transport;

import java.net.URI;

/** How Discord compresses what it sends on a connection (Discord, "Transport Compression"). */
public enum Compression {
    ZSTD_STREAM("&compress=zstd-stream"),
    ZLIB_STREAM("&compress=zlib-stream"),
    NONE("");

    private final String parameter;

    Compression(String parameter) {
        this.parameter = parameter;
    }

    /** The URL to connect to: {@code base} with version, encoding and compression (Discord, "Connecting"). */
    URI query(URI base) {
        String path = base.getRawPath() == null || base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + "?v=10&encoding=json" + parameter);
    }

    /** A reader for one new connection. */
    MessageReader reader(MessageBuffer buffer) {
        return switch (this) {
            case ZSTD_STREAM -> new ZstdReader(buffer);
            case ZLIB_STREAM -> new ZlibReader(buffer);
            case NONE -> new PlainReader(buffer);
        };
    }
}
