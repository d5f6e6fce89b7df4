package dev.jetcord.bridge.session;

import static java.util.Objects.requireNonNull;

import dev.jetcord.bridge.frame.SessionStart;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shard's session and how far it has come: which sequence was received, and up to which all is stored. Not thread-safe.
 *
 * <p>Invariant: acknowledged is at most received. A RESUME starts at the acknowledged one, so Discord may send again what
 * is already in hand.
 */
final class SessionProgress {
    private @Nullable GatewaySession session;
    private long received;
    private long lastEpoch;

    Optional<GatewaySession> session() {
        return Optional.ofNullable(session);
    }

    long received() {
        return received;
    }

    /** 0 without a session, and before the first dispatch is stored. */
    long acknowledged() {
        return session == null ? 0 : session.acknowledged();
    }

    /** Takes up what this or another process had. */
    void adopt(Optional<GatewaySession> checkpoint, long epoch) {
        lastEpoch = epoch;
        checkpoint.ifPresent(resumable -> {
            session = resumable;
            received = resumable.acknowledged();
            lastEpoch = Math.max(epoch, resumable.epoch());
        });
    }

    long lastEpoch() {
        return lastEpoch;
    }

    /** A READY came. The epoch is the time in milliseconds, and above every earlier one even if the clock went back. */
    GatewaySession begin(SessionStart start, Instant now) {
        lastEpoch = Math.max(lastEpoch + 1, now.toEpochMilli());
        received = 0;
        session = new GatewaySession(start.sessionId(), start.resumeUrl(), lastEpoch, 0);
        return session;
    }

    /** A dispatch came. Returns how many sequences are missing before it; -1 if it is already in hand. */
    long receive(long sequence) {
        if (sequence <= received) {
            return -1;
        }
        long missing = sequence - received - 1;
        received = sequence;
        return missing;
    }

    /** Acknowledgements of an earlier session, or older than one already seen, change nothing. */
    void acknowledge(long epoch, long sequence) {
        if (session != null && session.epoch() == epoch && sequence > session.acknowledged()) {
            session = session.acknowledgedTo(sequence);
        }
    }

    /** The session cannot be resumed any more. */
    GatewaySession lose() {
        GatewaySession lost = requireNonNull(session, "session");
        session = null;
        received = 0;
        return lost;
    }
}
