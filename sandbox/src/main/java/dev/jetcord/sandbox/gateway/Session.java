package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.ledger.Fate;
import dev.jetcord.sandbox.ledger.Ledger;
import dev.jetcord.sandbox.ledger.SessionRecord;
import dev.jetcord.sandbox.world.Dispatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A gateway session: a numbered stream of dispatches that outlives its connections. Thread-safe; the lock makes the
 * order of sequence numbers the order on the wire. Gateway, Resuming.
 */
final class Session {

    private final String id;
    private final Shard shard;
    private final long intents;
    private final int largeThreshold;
    private final Ledger ledger;
    private final SessionRecord record;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReplayBuffer buffer = new ReplayBuffer(DiscordLimits.REPLAY_DISPATCHES, DiscordLimits.REPLAY_BYTES);
    private long sequence;
    private @Nullable Transport transport;
    private Instant detachedAt = Instant.MAX;
    private volatile boolean ended;

    Session(String id, Identify identify, Ledger ledger) {
        this.id = id;
        this.ledger = ledger;
        this.shard = identify.shard();
        this.record = ledger.open(id, shard.id(), shard.count());
        this.intents = identify.intents();
        this.largeThreshold = identify.largeThreshold();
    }

    String id() {
        return id;
    }

    Shard shard() {
        return shard;
    }

    long intents() {
        return intents;
    }

    int largeThreshold() {
        return largeThreshold;
    }

    /** Attaches the first connection and lets {@code opening} send READY and the guilds before any other dispatch. */
    void open(Transport client, Runnable opening) {
        lock.lock();
        try {
            transport = client;
            opening.run();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the session wants the dispatch: it is of its shard, and of its intents. */
    boolean wants(Dispatch dispatch) {
        return shard.wants(dispatch, intents);
    }

    /** Whether the session lives and the dispatch is of its shard. */
    boolean serves(Dispatch dispatch) {
        return !ended && shard.serves(dispatch.guild());
    }

    boolean hasIntent(Intent intent) {
        return (intents & intent.bit()) != 0;
    }

    /**
     * Sends a dispatch; without a client it is kept for a resume.
     *
     * @param number of the event in the ledger
     * @return its sequence; empty if the session is over
     */
    OptionalLong dispatch(Dispatch dispatch, long number) {
        lock.lock();
        try {
            if (ended) {
                return OptionalLong.empty();
            }
            Frame frame = next(dispatch.event(), dispatch.data());
            ledger.note(record, sequence, number, dispatch.event(), dispatch.guild(), dispatch.interaction());
            buffer.add(frame);
            if (transport != null) {
                transport.send(frame);
            }
            return OptionalLong.of(sequence);
        } finally {
            lock.unlock();
        }
    }

    /** Sends an event that was asked for, whatever the intents. */
    void reply(String event, OptionalLong guild, JsonNode data) {
        var _ = dispatch(Dispatch.of(event, guild, data), ledger.nextNumber());
    }

    private Frame next(String event, byte[] data) {
        sequence++;
        return new Frame(record, sequence, Frames.dispatch(event, sequence, data));
    }

    /** What became of a RESUME. */
    enum Resumption {
        RESUMED,
        /** The session is over, or what was missed is no longer kept: op 9. */
        GONE,
        /** The sequence was never sent: 4007. */
        INVALID_SEQUENCE
    }

    /** Moves the session to another connection, replays what was missed, and ends with RESUMED. */
    Resumption resume(Transport client, long last, Instant now) {
        lock.lock();
        try {
            if (ended || expired(now)) {
                record.refused(last, Fate.LOST_EXPIRED);
                return Resumption.GONE;
            }
            if (last < 0 || last > sequence) {
                return Resumption.INVALID_SEQUENCE;
            }
            Optional<List<Frame>> missed = buffer.after(last);
            if (missed.isEmpty()) {
                record.refused(last, Fate.LOST_OVERFLOW);
                return Resumption.GONE;
            }
            if (transport != null) {
                transport.close(CloseCode.UNKNOWN_ERROR.code(), "The session was resumed by another connection.");
            }
            transport = client;
            detachedAt = Instant.MAX;
            missed.get().forEach(client::replay);
            // RESUMED takes a number but is not kept: a later replay must not hold an earlier end of replay.
            Frame resumed = next("RESUMED", Json.bytes(Json.object().set("_trace", Json.array())));
            ledger.note(record, sequence, ledger.nextNumber(), "RESUMED", OptionalLong.empty(), OptionalLong.empty());
            client.send(resumed);
            return Resumption.RESUMED;
        } finally {
            lock.unlock();
        }
    }

    /** The connection is gone; another one that took the session over meanwhile keeps it. */
    void detach(Transport client, Instant now) {
        lock.lock();
        try {
            if (client.equals(transport)) {
                transport = null;
                detachedAt = now;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether this connection, and not another one, is the session's now. */
    boolean attached(Transport client) {
        lock.lock();
        try {
            return client.equals(transport);
        } finally {
            lock.unlock();
        }
    }

    /** Ends for good. */
    void end(Fate unseen) {
        lock.lock();
        try {
            record.ended(unseen);
            ended = true;
            transport = null;
        } finally {
            lock.unlock();
        }
    }

    boolean over(Instant now) {
        lock.lock();
        try {
            return ended || expired(now);
        } finally {
            lock.unlock();
        }
    }

    private boolean expired(Instant now) {
        return transport == null
                && !detachedAt.equals(Instant.MAX)
                && !now.isBefore(detachedAt.plus(DiscordLimits.SESSION_LIFE));
    }

    Optional<Transport> transport() {
        lock.lock();
        try {
            return Optional.ofNullable(transport);
        } finally {
            lock.unlock();
        }
    }

    long sequence() {
        lock.lock();
        try {
            return sequence;
        } finally {
            lock.unlock();
        }
    }

    int replayable() {
        lock.lock();
        try {
            return buffer.size();
        } finally {
            lock.unlock();
        }
    }
}
