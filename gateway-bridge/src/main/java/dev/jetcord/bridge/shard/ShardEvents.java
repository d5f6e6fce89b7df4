package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.publishing.BodyCompression;
import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.bridge.session.ShardInput;
import dev.jetcord.bridge.session.ShardNotice;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.common.wire.Version;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a shard has to store, on its way to JetStream, and up to where it is stored. Thread-safe. */
final class ShardEvents {
    private final ShardSettings settings;
    private final ShardParts parts;
    private final Consumer<Runnable> later;
    private final Consumer<ShardInput> feed;
    private final StoredSequence sequence = new StoredSequence();
    private final AtomicReference<@Nullable Version> untold = new AtomicReference<>();
    private final AtomicInteger announcing = new AtomicInteger();

    /**
     * Without events.
     *
     * @param later runs a task on the shard's thread
     * @param feed told, on the shard's thread, up to where everything is stored
     */
    ShardEvents(ShardSettings settings, ShardParts parts, Consumer<Runnable> later, Consumer<ShardInput> feed) {
        this.settings = settings;
        this.parts = parts;
        this.later = later;
        this.feed = feed;
    }

    /** A dispatch goes out; to be called in the order of versions. */
    void publish(ShardAction.Publish publish) {
        StoredSequence.Entry entry = sequence.track(publish.version());
        if (!parts.wanted().test(publish.dispatch().event())) {
            settle(entry);
            return;
        }
        OutgoingEvent taken = OutgoingEvent.of(publish, settings.id(), settings.count(), parts.tracer());
        parts.taken().accept(taken);
        OutgoingEvent event = BodyCompression.apply(taken);
        parts.pipeline().publish(event, settlement -> {
            parts.observer().settled(settings.id(), event, settlement);
            settle(entry);
        });
    }

    /** Acknowledgements come in bursts; the shard hears of the last of those that it has not heard of yet. */
    private void settle(StoredSequence.Entry entry) {
        Optional<Version> stored = sequence.settle(entry);
        if (stored.isPresent() && untold.getAndAccumulate(stored.get(), ShardEvents::newer) == null) {
            later.accept(this::tell);
        }
    }

    private void tell() {
        Version stored = untold.getAndSet(null);
        if (stored != null) {
            feed.accept(new ShardInput.Acknowledged(stored.epoch(), stored.sequence()));
        }
    }

    /** Two threads may bring what they have settled in either order. */
    private static Version newer(@Nullable Version one, Version other) {
        return one == null || one.compareTo(other) < 0 ? other : one;
    }

    /** Tells whoever mirrors what exists that a session was lost. */
    void announce(ShardNotice.SessionLost lost) {
        announcing.incrementAndGet();
        OutgoingEvent event = OutgoingEvent.ofSessionLost(
                lost, settings.id(), settings.count(), parts.clock().instant());
        parts.pipeline().publish(event, settlement -> {
            parts.observer().settled(settings.id(), event, settlement);
            announcing.decrementAndGet();
        });
    }

    /** Whether a lost session is not announced yet. */
    boolean announcing() {
        return announcing.get() > 0;
    }

    /** Whether every dispatch is stored. */
    boolean complete() {
        return sequence.complete();
    }
}
