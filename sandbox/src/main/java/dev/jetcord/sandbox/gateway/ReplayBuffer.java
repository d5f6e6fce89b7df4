package dev.jetcord.sandbox.gateway;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The last dispatches of a session, bounded by number and by bytes; the oldest go first. Not thread-safe: the session's
 * lock guards it. Gateway, Resuming.
 */
final class ReplayBuffer {

    private final int capacity;
    private final long byteCapacity;
    private final ArrayDeque<Frame> frames = new ArrayDeque<>();
    private long bytes;
    private long forgotten;

    ReplayBuffer(int capacity, long byteCapacity) {
        this.capacity = capacity;
        this.byteCapacity = byteCapacity;
    }

    void add(Frame frame) {
        frames.addLast(frame);
        bytes += frame.payload().length;
        while (frames.size() > capacity || bytes > byteCapacity) {
            Frame oldest = frames.removeFirst();
            bytes -= oldest.payload().length;
            forgotten = oldest.sequence();
            oldest.session().forgotten(forgotten);
        }
    }

    /** The frames after the sequence, in order; empty if one of them is no longer here. */
    Optional<List<Frame>> after(long sequence) {
        if (sequence < forgotten) {
            return Optional.empty();
        }
        return Optional.of(
                frames.stream().filter(frame -> frame.sequence() > sequence).toList());
    }

    int size() {
        return frames.size();
    }
}
