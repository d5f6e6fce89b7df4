package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A key's latest value in a {@link KeyValueBucket}.
 *
 * @param value empty when the key was deleted
 * @param revision grows with every change within the bucket; at least 1
 * @param writtenAt by the server's clock
 */
public record KeyValueItem(String key, Optional<byte[]> value, long revision, Instant writtenAt) {
    public KeyValueItem {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(writtenAt, "writtenAt");
        if (revision < 1) {
            throw new IllegalArgumentException("revision must be at least 1 but is " + revision);
        }
    }
}
