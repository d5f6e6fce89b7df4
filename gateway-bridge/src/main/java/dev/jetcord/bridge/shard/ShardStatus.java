package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.checkpoint.Checkpoint;
import dev.jetcord.bridge.session.GatewaySession;
import dev.jetcord.bridge.session.ShardPhase;
import dev.jetcord.bridge.transport.Compression;
import java.time.Duration;
import java.util.Optional;

/**
 * How a shard fares.
 *
 * @param session the session as it can be resumed now
 * @param lastEpoch of the last session that the shard had
 * @param compression of the session
 * @param received the last sequence that came in the session
 * @param latency from the last heartbeat to its answer; empty before the first
 * @param lastDisconnection why the last connection ended
 */
public record ShardStatus(
        int id,
        int count,
        ShardPhase phase,
        Optional<GatewaySession> session,
        long lastEpoch,
        Compression compression,
        long received,
        Optional<Duration> latency,
        Optional<String> lastDisconnection) {
    Checkpoint checkpoint() {
        return new Checkpoint(session, lastEpoch, compression);
    }
}
