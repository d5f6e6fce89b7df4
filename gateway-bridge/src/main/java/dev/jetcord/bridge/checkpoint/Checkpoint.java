package dev.jetcord.bridge.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.jetcord.bridge.session.GatewaySession;
import dev.jetcord.bridge.transport.Compression;
import java.util.Optional;

/**
 * All that another bridge needs to go on with a shard.
 *
 * @param session absent when there is none that could be resumed
 * @param lastEpoch of the last session, also when it cannot be resumed any more: the next one's must be larger
 * @param compression what the session was opened with, and so must be resumed with (Discord, "Resuming")
 */
public record Checkpoint(Optional<GatewaySession> session, long lastEpoch, Compression compression) {
    public Checkpoint {
        requireNonNull(session, "session");
        requireNonNull(compression, "compression");
        if (lastEpoch < 0) {
            throw new IllegalArgumentException("An epoch must not be negative");
        }
    }
}
