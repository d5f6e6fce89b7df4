package dev.jetcord.bridge.session;

/** Where a shard is in the life of its connection (Discord, "Connection Lifecycle"). */
public enum ShardPhase {
    NEW,
    /** Waiting for a turn to IDENTIFY. */
    AWAITING_IDENTIFY,
    /** Waiting until what was read can be stored. */
    AWAITING_ROOM,
    /** Waiting before the next connection. */
    WAITING,
    CONNECTING,
    AWAITING_HELLO,
    IDENTIFYING,
    RESUMING,
    LIVE,
    CLOSING,
    STOPPED,
    FAILED;

    /** Whether frames are read in this phase. */
    boolean connected() {
        return switch (this) {
            case AWAITING_HELLO, IDENTIFYING, RESUMING, LIVE -> true;
            case NEW, AWAITING_IDENTIFY, AWAITING_ROOM, WAITING, CONNECTING, CLOSING, STOPPED, FAILED -> false;
        };
    }

    /** Whether Discord may have begun a session that nobody knows yet, and so nobody could resume. */
    public boolean beginning() {
        return this == IDENTIFYING;
    }

    /** Whether the shard has ended for good. */
    public boolean ended() {
        return this == STOPPED || this == FAILED;
    }
}
