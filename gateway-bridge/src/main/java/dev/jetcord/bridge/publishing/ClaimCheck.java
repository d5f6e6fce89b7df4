package dev.jetcord.bridge.publishing;

import dev.jetcord.common.messaging.ObjectBucket;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.DataReference;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Stores bodies that no message can hold in the JetStream object store, one after the other, on a thread of its own. A body
 * is stored under its message's id: storing it again replaces it by the same bytes. Thread-safe.
 */
public final class ClaimCheck implements AutoCloseable {
    private final ObjectBucket bucket;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("claim-check").factory());

    /** @param bucket {@link Topology#OVERSIZE_BUCKET} */
    public ClaimCheck(ObjectBucket bucket) {
        this.bucket = bucket;
    }

    /**
     * Stores the body of an event.
     *
     * @param stored told, on another thread, the event that refers to it
     * @param failed told, on another thread, why it could not be stored now
     */
    void store(OutgoingEvent event, Consumer<OutgoingEvent> stored, Consumer<String> failed) {
        try {
            executor.execute(() -> {
                String id = event.envelope().id();
                try {
                    bucket.put(id, event.body().bytes());
                } catch (IOException unanswered) {
                    failed.accept(
                            "a body of " + event.body().size() + " bytes cannot be stored: " + unanswered.getMessage());
                    return;
                }
                stored.accept(event.claimed(new DataReference(Topology.OVERSIZE_BUCKET, id)));
            });
        } catch (RejectedExecutionException closed) {
            failed.accept("the bridge is stopping");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
