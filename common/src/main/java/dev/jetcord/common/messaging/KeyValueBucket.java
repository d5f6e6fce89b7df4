package dev.jetcord.common.messaging;

import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueEntry;
import java.io.IOException;
import java.util.Optional;

/**
 * A key-value bucket of JetStream, for small facts that services share. Thread-safe; every call is a request to the
 * server.
 */
public final class KeyValueBucket {
    private final KeyValue bucket;

    /**
     * Opens a bucket that {@link Provisioner} has created.
     *
     * @param name one of the {@link Topology}'s buckets
     */
    public KeyValueBucket(NatsConnection nats, String name) throws IOException {
        this.bucket = nats.connection().keyValue(name);
    }

    /**
     * Reads a value.
     *
     * @throws IOException when the server cannot be asked or refuses
     */
    public Optional<byte[]> get(String key) throws IOException {
        try {
            KeyValueEntry entry = bucket.get(key);
            return entry == null ? Optional.empty() : Optional.ofNullable(entry.getValue());
        } catch (JetStreamApiException refused) {
            throw refusal("read", key, refused);
        }
    }

    /**
     * Writes a value, whatever stood there.
     *
     * @throws IOException when the server cannot be asked or refuses
     */
    public void put(String key, byte[] value) throws IOException {
        try {
            bucket.put(key, value);
        } catch (JetStreamApiException refused) {
            throw refusal("write", key, refused);
        }
    }

    private IOException refusal(String action, String key, JetStreamApiException refused) {
        return new IOException(
                "NATS refuses to " + action + " key " + key + " of bucket " + bucket.getBucketName() + ": "
                        + refused.getMessage(),
                refused);
    }
}
