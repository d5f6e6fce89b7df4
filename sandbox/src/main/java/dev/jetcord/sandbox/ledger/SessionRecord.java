package dev.jetcord.sandbox.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.time.Instant;

/**
 * How far one session's client has come: enough to tell the {@link Fate} of every dispatch in it. Thread-safe.
 *
 * <p>Dispatches are written in the order of their sequence, so those that a client could have seen are always the first
 * so many of the session.
 */
public final class SessionRecord {

    private static final long NEVER = -1;

    private final String id;
    private final int shard;
    private final int shardCount;
    private final Instant openedAt;
    private long sequence;
    private long written;
    private long forgotten;
    private long refusedAfter = NEVER;
    /** {@link Fate#SENT} while the session lives; then why what was not seen is lost. */
    private Fate end;

    private SessionRecord(String id, int shard, int shardCount, Instant openedAt, Fate end) {
        this.id = id;
        this.shard = shard;
        this.shardCount = shardCount;
        this.openedAt = openedAt;
        this.end = end;
    }

    static SessionRecord opened(String id, int shard, int shardCount, Instant now) {
        return new SessionRecord(id, shard, shardCount, now, Fate.SENT);
    }

    /** Holds the dispatches that went to no session. */
    static SessionRecord none() {
        SessionRecord none = new SessionRecord("", -1, 0, Instant.EPOCH, Fate.LOST_NO_SESSION);
        // Its dispatches have the sequence 0, and not even that was written.
        none.written = NEVER;
        return none;
    }

    /** A dispatch got the next number of the session. */
    synchronized void numbered(long number) {
        sequence = number;
    }

    /** The dispatch with that number, and with it all before, went out on a live connection. */
    public synchronized void written(long number) {
        written = Math.max(written, number);
    }

    /** The replay buffer has let go of the dispatches up to that number. */
    public synchronized void forgotten(long number) {
        forgotten = number;
    }

    /** A RESUME was refused: the client has what is up to that number, and will never get the rest. The furthest counts. */
    public synchronized void refused(long last, Fate why) {
        refusedAfter = Math.max(refusedAfter, last);
        ended(why);
    }

    /** The session is over; the first reason counts. */
    public synchronized void ended(Fate why) {
        if (end == Fate.SENT) {
            end = why;
        }
    }

    synchronized Fate fate(long number) {
        if (refusedAfter != NEVER) {
            return number <= refusedAfter ? Fate.SENT : end;
        }
        if (number <= written) {
            return Fate.SENT;
        }
        if (end != Fate.SENT) {
            return end;
        }
        return number <= forgotten ? Fate.LOST_OVERFLOW : Fate.BUFFERED;
    }

    public String id() {
        return id;
    }

    int shard() {
        return shard;
    }

    synchronized ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("session_id", id)
                .put("shard", shard)
                .put("shard_count", shardCount)
                .put("opened_at", openedAt.toString())
                .put("sequence", sequence)
                .put("written", written);
        if (refusedAfter == NEVER) {
            json.putNull("refused_after");
        } else {
            json.put("refused_after", refusedAfter);
        }
        return json.put("end", end == Fate.SENT ? null : end.key());
    }
}
