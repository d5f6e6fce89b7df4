package dev.jetcord.common.messaging;

import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StorageType;
import java.time.Duration;

/**
 * A key-value bucket that Jetcord needs. It keeps the latest value of each key.
 *
 * @param maxAge after which a value that nobody wrote again is gone; zero for never
 */
record BucketDeclaration(String name, String description, Duration maxAge) {
    private static final byte HISTORY = 1;

    KeyValueConfiguration configuration(int replicas) {
        return KeyValueConfiguration.builder()
                .name(name)
                .description(description)
                .storageType(StorageType.File)
                .maxHistoryPerKey(HISTORY)
                .ttl(maxAge)
                .replicas(replicas)
                .build();
    }
}
