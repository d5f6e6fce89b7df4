package dev.jetcord.sandbox.gateway;

import dev.jetcord.sandbox.DiscordLimits;
import java.util.Optional;

/**
 * What the URL of a connection asks for. Gateway, Connecting, Gateway URL Query String Params.
 *
 * @param path where the client connected
 * @param refusal the code with which the connection is closed at once
 */
record ConnectionParameters(String path, Compression compression, Optional<CloseCode> refusal) {

    /** How payloads are compressed on the way to the client. Gateway, Transport Compression. */
    enum Compression {
        NONE("none"),
        ZLIB_STREAM("zlib-stream"),
        ZSTD_STREAM("zstd-stream");

        private final String key;

        Compression(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    /** An absent parameter is an empty text. */
    static ConnectionParameters read(String path, String version, String encoding, String compress) {
        Optional<Compression> compression = compression(compress);
        Optional<CloseCode> refusal = Optional.empty();
        if (!version.equals(Integer.toString(DiscordLimits.API_VERSION))) {
            refusal = Optional.of(CloseCode.INVALID_VERSION);
        } else if (compression.isEmpty() || !(encoding.isEmpty() || encoding.equals("json"))) {
            refusal = Optional.of(CloseCode.DECODE_ERROR);
        }
        return new ConnectionParameters(path, compression.orElse(Compression.NONE), refusal);
    }

    private static Optional<Compression> compression(String compress) {
        if (compress.isEmpty()) {
            return Optional.of(Compression.NONE);
        }
        for (Compression compression : Compression.values()) {
            if (compression != Compression.NONE && compression.key.equals(compress)) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }
}
