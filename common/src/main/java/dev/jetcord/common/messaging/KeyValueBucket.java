package dev.jetcord.common.messaging;

import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A key-value bucket of JetStream, for small facts that services share. Thread-safe; every call is a request to the
 * server.
 */
public final class KeyValueBucket {
    /** A write whose expected revision is not the key's: the second one is what newer servers say in a cluster. */
    private static final Set<Integer> WRONG_REVISION = Set.of(10_071, 10_164);

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
        return item(key).flatMap(KeyValueItem::value);
    }

    /**
     * Reads a value with its revision; empty for a key that was never written, or was deleted.
     *
     * @throws IOException when the server cannot be asked or refuses
     */
    public Optional<KeyValueItem> item(String key) throws IOException {
        return calling("read", key, () -> Optional.ofNullable(bucket.get(key)).map(KeyValueBucket::item));
    }

    /**
     * Writes a value, whatever stood there.
     *
     * @throws IOException when the server cannot be asked or refuses; the value may then have been written or not
     */
    public void put(String key, byte[] value) throws IOException {
        calling("write", key, () -> bucket.put(key, value));
    }

    /**
     * Writes a value if the key has not changed since.
     *
     * @param revision what the key must have; 0 if it must never have been written
     * @return the new revision, or empty when the key has another one
     * @throws IOException when the server cannot be asked or refuses; the value may then have been written or not
     */
    public OptionalLong compareAndSet(String key, byte[] value, long revision) throws IOException {
        return calling("write", key, () -> {
            try {
                return OptionalLong.of(bucket.update(key, value, revision));
            } catch (JetStreamApiException refused) {
                if (WRONG_REVISION.contains(refused.getApiErrorCode())) {
                    return OptionalLong.empty();
                }
                throw refused;
            }
        });
    }

    /**
     * Deletes a key.
     *
     * @throws IOException when the server cannot be asked or refuses
     */
    public void delete(String key) throws IOException {
        calling("delete", key, () -> {
            bucket.delete(key);
            return true;
        });
    }

    /**
     * The keys that have a value.
     *
     * @throws IOException when the server cannot be asked or refuses
     */
    public List<String> keys() throws IOException, InterruptedException {
        try {
            return List.copyOf(bucket.keys());
        } catch (JetStreamApiException refused) {
            throw refusal("list", "*", refused);
        } catch (IllegalStateException unusable) {
            throw new IOException("The connection to NATS is not usable now", unusable);
        }
    }

    /**
     * Tells the latest value of each key that {@code filters} let through, and from then on every change, until it is closed.
     * {@code listener} is called on a thread of the client's and must not block. Where the connection is lost for long, a
     * watch may fall silent: whoever depends on it must notice by itself and watch anew.
     *
     * @param filters keys, with {@code *} and {@code >} as in subjects
     * @throws IOException when the server cannot be asked or refuses
     */
    public Watch watch(List<String> filters, Consumer<KeyValueItem> listener) throws IOException, InterruptedException {
        return watch(filters, listener, () -> {});
    }

    /**
     * The same, and tells when the latest value of each key has been told.
     *
     * @param caughtUp called once, on the listener's thread or, where there is no key yet, on the caller's; must not block
     */
    public Watch watch(List<String> filters, Consumer<KeyValueItem> listener, Runnable caughtUp)
            throws IOException, InterruptedException {
        AtomicBoolean told = new AtomicBoolean();
        KeyValueWatcher watcher = new KeyValueWatcher() {
            @Override
            public void watch(KeyValueEntry entry) {
                listener.accept(item(entry));
            }

            @Override
            public void endOfData() {
                if (!told.getAndSet(true)) {
                    caughtUp.run();
                }
            }
        };
        try {
            NatsKeyValueWatchSubscription subscription = bucket.watch(filters, watcher);
            return subscription::unsubscribe;
        } catch (JetStreamApiException refused) {
            throw refusal("watch", filters.toString(), refused);
        } catch (IllegalStateException closed) {
            throw new IOException("The connection to NATS is not usable now", closed);
        }
    }

    private static KeyValueItem item(KeyValueEntry entry) {
        Optional<byte[]> value = entry.getOperation() == KeyValueOperation.PUT
                ? Optional.ofNullable(entry.getValue())
                : Optional.empty();
        return new KeyValueItem(
                entry.getKey(), value, entry.getRevision(), entry.getCreated().toInstant());
    }

    private <T> T calling(String action, String key, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (JetStreamApiException refused) {
            throw refusal(action, key, refused);
        } catch (IllegalStateException unusable) {
            throw new IOException("The connection to NATS is not usable now", unusable);
        }
    }

    private IOException refusal(String action, String key, JetStreamApiException refused) {
        return new IOException(
                "NATS refuses to " + action + " key " + key + " of bucket " + bucket.getBucketName() + ": "
                        + refused.getMessage(),
                refused);
    }

    /** A call of the client's. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException, JetStreamApiException;
    }

    /** A watch under way. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
