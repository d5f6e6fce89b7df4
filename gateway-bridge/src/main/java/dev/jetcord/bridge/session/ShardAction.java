package dev.jetcord.bridge.session;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.common.wire.Version;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Everything that a shard can ask of the world around it. Actions are carried out in the order in which they come. */
public sealed interface ShardAction {
    /** Open a socket to {@code url}, adding the query of version, encoding and compression. Replaces any earlier socket. */
    record Connect(URI url) implements ShardAction {}

    /** Send on the open socket. */
    record Send(Command command) implements ShardAction {}

    /** Begin the closing handshake; {@link ShardInput.Closed} follows. */
    record Close(int code, String reason) implements ShardAction {}

    /** Drop the socket without a handshake; no input from it follows. */
    record Abort() implements ShardAction {}

    /** Set a timer. */
    record Schedule(ShardTimer timer, Duration delay) implements ShardAction {}

    /** Stop a timer, if it is set. */
    record Cancel(ShardTimer timer) implements ShardAction {}

    /** Ask for a turn to IDENTIFY; {@link ShardInput.IdentifyAllowed} follows. */
    record RequestIdentify() implements ShardAction {}

    /** The turn was used just now. */
    record IdentifySent() implements ShardAction {}

    /** The turn, or the request for it, is given back unused. */
    record ReturnIdentify() implements ShardAction {}

    /**
     * Store a dispatch; {@link ShardInput.Acknowledged} follows.
     *
     * @param session Discord's id of the session
     * @param receivedAt when the frame came, by the wall clock
     */
    record Publish(Frame.Dispatch dispatch, String session, Version version, Instant receivedAt)
            implements ShardAction {}

    /** Tell whoever made a request what became of it. */
    record Answer(long ticket, Verdict verdict) implements ShardAction {
        /** What became of a request. */
        public enum Verdict {
            SENT,
            /** The shard has no session just now. */
            NOT_CONNECTED,
            /** The connection has used up what it may send (Discord, "Gateway Rate Limiting"). */
            RATE_LIMITED
        }
    }

    /** Tell whoever watches. */
    record Notify(ShardNotice notice) implements ShardAction {}

    /** The shard has ended for good and the bot cannot run like this. */
    record Fail(Fatality fatality) implements ShardAction {}
}
