package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.publishing.BodyCompression;
import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.bridge.session.ShardNotice;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.common.wire.Version;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a shard has to store, on its way to JetStream, and up to where it is stored. Thread-safe. */
final class ShardEvents {
    private final ShardSettings settings;
    private final ShardParts parts;
    private final StoredSequence sequence = new StoredSequence();
    private final AtomicInteger announcing = new AtomicInteger();

    ShardEvents(ShardSettings settings, ShardParts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /** A dispatch goes out; to be called in the order of versions. */
    void publish(ShardAction.Publish publish) {
        StoredSequence.Entry entry = sequence.track(publish.version());
        if (!parts.wanted().test(publish.dispatch().event())) {
            sequence.settle(entry);
            return;
        }
        OutgoingEvent taken = OutgoingEvent.of(publish, settings.id(), settings.count(), parts.tracer());
        parts.taken().accept(taken);
        OutgoingEvent event = BodyCompression.apply(taken);
        parts.pipeline().publish(event, settlement -> {
            parts.observer().settled(settings.id(), event, settlement);
            sequence.settle(entry);
        });
    }

    /** Up to where everything is stored, if that is further than when it was asked last. */
    Optional<Version> progress() {
        return sequence.progress();
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
