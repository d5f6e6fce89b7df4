package dev.jetcord.sandbox.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last dispatches of a session, bounded by number and by bytes; the oldest go first. Not thread-safe: the session's
 * lock guards it. Gateway, Resuming.
 */
final class ReplayBuffer {

    @SuppressWarnings("ArrayRecordComponent") // a frame is written once and compared by nobody
    private record Entry(long sequence, byte[] frame) {}

    private final int capacity;
    private final long byteCapacity;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    private long forgotten;

    ReplayBuffer(int capacity, long byteCapacity) {
        this.capacity = capacity;
        this.byteCapacity = byteCapacity;
    }

    void add(long sequence, byte[] frame) {
        entries.addLast(new Entry(sequence, frame));
        bytes += frame.length;
        while (entries.size() > capacity || bytes > byteCapacity) {
            Entry oldest = entries.removeFirst();
            bytes -= oldest.frame.length;
            forgotten = oldest.sequence;
        }
    }

    /** The frames after the sequence, in order; empty if one of them is no longer here. */
    Optional<List<byte[]>> after(long sequence) {
        if (sequence < forgotten) {
            return Optional.empty();
        }
        List<byte[]> frames = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.sequence > sequence) {
                frames.add(entry.frame);
            }
        }
        return Optional.of(frames);
    }

    int size() {
        return entries.size();
    }
}
