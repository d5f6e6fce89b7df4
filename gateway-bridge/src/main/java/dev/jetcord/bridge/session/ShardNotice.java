package dev.jetcord.bridge.session;

import java.time.Duration;
import java.util.Optional;

/** What an operator may want to know of a shard. Holds nothing that people wrote, and no secret. */
public sealed interface ShardNotice {
    /** Why a connection ended, or did not come about. */
    enum Disconnection {
        CONNECT_FAILED,
        HANDSHAKE_TIMED_OUT,
        CLOSED_BY_DISCORD,
        NETWORK,
        RECONNECT_REQUESTED,
        SESSION_INVALIDATED,
        HEARTBEAT_UNANSWERED,
        /** Nothing came for a while, and no answer to a heartbeat that asked. */
        SILENT,
        READING_PAUSED,
        STREAM_BROKEN,
        OPERATOR,
        STOPPED
    }

    /** Why a session, and with it whatever it had not delivered, is lost. */
    enum Loss {
        INVALIDATED,
        INVALID_SEQUENCE,
        TIMED_OUT,
        NOT_AUTHENTICATED,
        UNREADABLE
    }

    record SessionStarted(GatewaySession session) implements ShardNotice {}

    record SessionResumed(GatewaySession session) implements ShardNotice {}

    /**
     * The session is given up.
     *
     * @param received the last sequence that came
     */
    record SessionLost(Loss cause, GatewaySession session, long received) implements ShardNotice {}

    /**
     * A connection ended, or did not come about.
     *
     * @param code the close code, where there was one
     * @param next how the shard goes on; empty when it does not
     */
    record Disconnected(Disconnection cause, Optional<Integer> code, String detail, Optional<Plan> next, Duration delay)
            implements ShardNotice {}

    /**
     * Discord answered a heartbeat.
     *
     * @param latency from the heartbeat to its acknowledgement
     */
    record HeartbeatAnswered(Duration latency) implements ShardNotice {}

    /** Discord asks for more heartbeats than the connection may send. */
    record HeartbeatWithheld() implements ShardNotice {}

    /** A dispatch came again after a RESUME and is already in hand. */
    record DuplicateDropped(long sequence) implements ShardNotice {}

    /** Sequences are missing: Discord never sent them, or their frames could not be read. */
    record SequenceGap(long missing) implements ShardNotice {}

    record UnknownOpcode(int opcode) implements ShardNotice {}

    record UndecodableFrame(String problem) implements ShardNotice {}
}
