package dev.jetcord.bridge.session;

/** The timers of a shard. Each is set at most once at a time; setting it again replaces it. */
public enum ShardTimer {
    /** The next regular heartbeat. */
    HEARTBEAT,
    /** Nothing may have come for a while. */
    SILENCE,
    /** The end of a wait before the next connection. */
    RECONNECT,
    /** No HELLO came. */
    HANDSHAKE,
    /** The other side has not answered a close. */
    CLOSE,
    /** Reading has been paused for a whole heartbeat interval. */
    PAUSE
}
