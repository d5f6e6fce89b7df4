package dev.jetcord.common.messaging;

import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.StorageType;
import java.time.Duration;

/**
 * An object store that Jetcord needs.
 *
 * @param maxAge after which an object is gone
 * @param maxBytes over all objects; one that would exceed them is refused
 */
record ObjectBucketDeclaration(String name, String description, Duration maxAge, long maxBytes) {
    ObjectStoreConfiguration configuration(int replicas) {
        return ObjectStoreConfiguration.builder(name)
                .description(description)
                .storageType(StorageType.File)
                .ttl(maxAge)
                .maxBucketSize(maxBytes)
                .replicas(replicas)
                .build();
    }
}
