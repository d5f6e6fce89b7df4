package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Dispatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private final ReentrantLock lock = new ReentrantLock();
    private final ReplayBuffer buffer = new ReplayBuffer(DiscordLimits.REPLAY_DISPATCHES, DiscordLimits.REPLAY_BYTES);
    private long sequence;
    private @Nullable Transport transport;
    private Instant detachedAt = Instant.MAX;
    private boolean ended;

    Session(String id, Identify identify) {
        this.id = id;
        this.shard = identify.shard();
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

    /** Sends the dispatch if the session wants it; without a client it is kept for a resume. */
    boolean dispatch(Dispatch dispatch) {
        if (!shard.wants(dispatch, intents)) {
            return false;
        }
        return send(dispatch.event(), dispatch.data());
    }

    /** Sends an event that was asked for, whatever the intents. */
    void reply(String event, JsonNode data) {
        send(event, Json.bytes(data));
    }

    private boolean send(String event, byte[] data) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            byte[] frame = Frames.dispatch(event, ++sequence, data);
            buffer.add(sequence, frame);
            if (transport != null) {
                transport.send(frame);
            }
            return true;
        } finally {
            lock.unlock();
        }
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
                return Resumption.GONE;
            }
            if (last < 0 || last > sequence) {
                return Resumption.INVALID_SEQUENCE;
            }
            Optional<List<byte[]>> missed = buffer.after(last);
            if (missed.isEmpty()) {
                return Resumption.GONE;
            }
            if (transport != null) {
                transport.close(CloseCode.UNKNOWN_ERROR.code(), "The session was resumed by another connection.");
            }
            transport = client;
            detachedAt = Instant.MAX;
            missed.get().forEach(client::send);
            // RESUMED takes a number but is not kept: a later replay must not hold an earlier end of replay.
            client.send(Frames.dispatch(
                    "RESUMED", ++sequence, Json.bytes(Json.object().set("_trace", Json.array()))));
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

    void end() {
        lock.lock();
        try {
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
