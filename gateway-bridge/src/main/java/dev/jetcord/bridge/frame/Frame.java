package dev.jetcord.bridge.frame;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * One message from the gateway (Discord, "Gateway Opcodes"). The session needs no more of it than this; a dispatch
 * carries its payload as the bytes that Discord sent.
 */
public sealed interface Frame {
    /**
     * Opcode 0: an event.
     *
     * @param sequence its place in the session; at least 1
     * @param event Discord's name of it, such as {@code GUILD_CREATE}
     * @param body the bytes of {@code d}, exactly as they came
     * @param start present in a READY only
     */
    record Dispatch(long sequence, String event, Body body, Routing routing, Optional<SessionStart> start)
            implements Frame {
        public Dispatch {
            if (sequence < 1) {
                throw new IllegalArgumentException("A dispatch's sequence must be at least 1 but is " + sequence);
            }
            if (event.isEmpty()) {
                throw new IllegalArgumentException("A dispatch must have a name");
            }
            requireNonNull(body, "body");
            requireNonNull(routing, "routing");
            requireNonNull(start, "start");
        }
    }

    /** Opcode 1: Discord asks for a heartbeat at once. */
    record HeartbeatRequest() implements Frame {}

    /** Opcode 7: reconnect and resume at once. */
    record Reconnect() implements Frame {}

    /** Opcode 9: the session is not, or no longer, valid. */
    record InvalidSession(boolean resumable) implements Frame {}

    /** Opcode 10: the first frame of a connection. */
    record Hello(Duration heartbeatInterval) implements Frame {
        public Hello {
            if (!heartbeatInterval.isPositive()) {
                throw new IllegalArgumentException("A heartbeat interval must be positive");
            }
        }
    }

    /** Opcode 11: a heartbeat arrived. */
    record HeartbeatAcknowledged() implements Frame {}

    /** An opcode that this version of Jetcord does not know. */
    record Unknown(int opcode) implements Frame {}
}
