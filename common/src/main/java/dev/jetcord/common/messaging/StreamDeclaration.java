package dev.jetcord.common.messaging;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;

/**
 * A stream that Jetcord needs.
 *
 * @param maxBytes bytes kept, over all subjects
 * @param duplicateWindow how long a message id is remembered
 */
record StreamDeclaration(
        String name,
        List<String> subjects,
        String description,
        RetentionPolicy retention,
        Duration maxAge,
        long maxBytes,
        DiscardPolicy discard,
        Duration duplicateWindow) {
    StreamDeclaration {
        subjects = List.copyOf(subjects);
    }

    StreamConfiguration configuration(int replicas) {
        return StreamConfiguration.builder()
                .name(name)
                .subjects(subjects)
                .description(description)
                .retentionPolicy(retention)
                .storageType(StorageType.File)
                .maxAge(maxAge)
                .maxBytes(maxBytes)
                .discardPolicy(discard)
                .duplicateWindow(duplicateWindow)
                .replicas(replicas)
                .build();
    }
}
