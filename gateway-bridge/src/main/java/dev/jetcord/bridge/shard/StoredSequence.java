package dev.jetcord.bridge.shard;

import dev.jetcord.common.wire.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Up to which version everything is settled, however the acknowledgements come. Thread-safe. */
final class StoredSequence {
    private final Deque<Entry> open = new ArrayDeque<>();
    private @Nullable Version reached;

    /** A dispatch goes out; to be called in the order of versions. */
    synchronized Entry track(Version version) {
        Entry entry = new Entry(version);
        open.addLast(entry);
        return entry;
    }

    /** A dispatch is settled. */
    synchronized void settle(Entry entry) {
        entry.settled = true;
        while (!open.isEmpty() && open.getFirst().settled) {
            reached = open.removeFirst().version;
        }
    }

    /** The last version of the gapless run from the start, if it has grown since this was asked last. */
    synchronized Optional<Version> progress() {
        Optional<Version> progress = Optional.ofNullable(reached);
        reached = null;
        return progress;
    }

    /** Whether everything that was tracked is settled. */
    synchronized boolean complete() {
        return open.isEmpty();
    }

    /** One dispatch. Guarded by the sequence it belongs to. */
    static final class Entry {
        private final Version version;
        private boolean settled;

        private Entry(Version version) {
            this.version = version;
        }
    }
}
