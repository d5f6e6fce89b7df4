package dev.jetcord.eligibility.sync;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.EventPublisher;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Publishes the message of a sync's next page. Thread-safe. */
public final class SyncPublisher {
    private static final String SOURCE = "/eligibility-worker";
    private static final String TYPE = "dev.jetcord.sync.v1";

    private final EventPublisher publisher;
    private final InstantSource clock;

    public SyncPublisher(EventPublisher publisher, InstantSource clock) {
        this.publisher = requireNonNull(publisher, "publisher");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Once a page: what is published again within the stream's duplicate window is discarded. */
    void next(SyncRow sync) throws IOException {
        publish(sync, Integer.toString(sync.page()));
    }

    /** Once more, since the sync has been silent: the message may be lost. */
    void again(SyncRow sync) throws IOException {
        publish(sync, sync.page() + ":" + clock.instant().toEpochMilli());
    }

    private void publish(SyncRow sync, String suffix) throws IOException {
        Instant now = clock.instant();
        publisher.begin(
                "publish sync",
                Subjects.forSync(Partition.of(sync.guild())),
                new EventEnvelope(
                        MessageIds.derived(
                                "sync:" + sync.id() + ":" + sync.startedAt().toEpochMilli(), suffix),
                        SOURCE,
                        TYPE,
                        now,
                        Optional.of(sync.guild()),
                        Optional.empty(),
                        new Version(0, 0),
                        Optional.empty()),
                new SyncTask(sync.id(), sync.page()).encode());
    }
}
