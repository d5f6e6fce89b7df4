package dev.jetcord.common.messaging;

import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * An object store of JetStream, for bodies that are too large for a message. Thread-safe; every call is a number of requests
 * to the server.
 */
public final class ObjectBucket {
    private final ObjectStore bucket;

    /**
     * Opens a bucket that {@link Provisioner} has created.
     *
     * @param name {@link Topology#OVERSIZE_BUCKET}
     */
    public ObjectBucket(NatsConnection nats, String name) throws IOException {
        this.bucket = nats.connection().objectStore(name);
    }

    /**
     * Stores an object, instead of what may have been there under its name.
     *
     * @throws IOException when the server cannot be asked or refuses
     */
    public void put(String name, byte[] bytes) throws IOException {
        calling("store", name, () -> bucket.put(name, bytes));
    }

    /**
     * Reads an object; empty where there is none, or no longer.
     *
     * @throws IOException when the server cannot be asked or refuses, or what it holds is not what was stored
     */
    public Optional<byte[]> get(String name) throws IOException {
        return calling("read", name, () -> {
            if (bucket.getInfo(name) == null) {
                return Optional.empty();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bucket.get(name, bytes);
            return Optional.of(bytes.toByteArray());
        });
    }

    private <T> T calling(String action, String name, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (JetStreamApiException refused) {
            throw new IOException(
                    "NATS refuses to " + action + " object " + name + " of bucket " + bucket.getBucketName() + ": "
                            + refused.getMessage(),
                    refused);
        } catch (NoSuchAlgorithmException incomplete) {
            throw new IOException("This Java lacks SHA-256, which every Java must have", incomplete);
        } catch (IllegalStateException | IllegalArgumentException refused) {
            // So the client says that the connection is closed, or that an
            // object is incomplete or was removed meanwhile.
            throw new IOException("Object " + name + " cannot be used now: " + refused.getMessage(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading an object", interrupted);
        }
    }

    /** A call of the client's. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException, JetStreamApiException, NoSuchAlgorithmException, InterruptedException;
    }
}
