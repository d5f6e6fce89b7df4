package dev.jetcord.bridge.session;

import dev.jetcord.bridge.frame.Frame;
import java.util.Optional;

/** Everything that can happen to a shard. */
public sealed interface ShardInput {
    /**
     * The shard begins.
     *
     * @param checkpoint a session that may be resumed
     * @param lastEpoch of the last session that the shard had, in whatever process; 0 if none
     */
    record Start(Optional<GatewaySession> checkpoint, long lastEpoch) implements ShardInput {}

    /** The answer to {@link ShardAction.RequestIdentify}. */
    record IdentifyAllowed() implements ShardInput {}

    /** The socket is open. */
    record Opened() implements ShardInput {}

    /** The socket could not be opened. */
    record ConnectFailed(String problem) implements ShardInput {}

    /** A whole message came. */
    record Received(Frame frame) implements ShardInput {}

    /** A message could not be read; the next one can. */
    record Undecodable(String problem) implements ShardInput {}

    /** The stream of messages is broken: nothing after this can be read on this connection. */
    record StreamBroken(String problem) implements ShardInput {}

    /** The socket is closed; 1006 where no close frame came (RFC 6455, section 7.1.5). */
    record Closed(int code) implements ShardInput {}

    /** A timer that was scheduled and not cancelled is due. */
    record Elapsed(ShardTimer timer) implements ShardInput {}

    /** Every dispatch of the session with this epoch is stored up to {@code sequence}. */
    record Acknowledged(long epoch, long sequence) implements ShardInput {}

    /** Nothing more is read from the socket: what was read could not be stored yet. */
    record ReadingPaused() implements ShardInput {}

    /** Reading goes on. */
    record ReadingResumed() implements ShardInput {}

    /** An operator wants a new connection. */
    record Reconnect() implements ShardInput {}

    /** Somebody wants something sent; {@link ShardAction.Answer} follows at once. */
    record Request(Command command, long ticket) implements ShardInput {}

    /** Leave the gateway so that the session can be resumed later. */
    record Stop() implements ShardInput {}
}
