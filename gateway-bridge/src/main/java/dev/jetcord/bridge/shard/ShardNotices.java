package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.metrics.BridgeMetrics;
import dev.jetcord.bridge.session.ShardNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a shard notices into log lines and meters. */
final class ShardNotices {
    private static final Logger log = LoggerFactory.getLogger(ShardRunner.class);

    private final int shard;
    private final BridgeMetrics metrics;

    ShardNotices(int shard, BridgeMetrics metrics) {
        this.shard = shard;
        this.metrics = metrics;
    }

    void tell(ShardNotice notice) {
        switch (notice) {
            case ShardNotice.SessionStarted started -> {
                metrics.session("identified");
                log.info(
                        "shard {}: new session, epoch {}",
                        shard,
                        started.session().epoch());
            }
            case ShardNotice.SessionResumed resumed -> {
                metrics.session("resumed");
                log.info(
                        "shard {}: resumed after sequence {}",
                        shard,
                        resumed.session().acknowledged());
            }
            case ShardNotice.SessionLost lost -> {
                metrics.lost("session_" + lost.cause());
                log.warn("shard {}: the session is lost after sequence {}: {}", shard, lost.received(), lost.cause());
            }
            case ShardNotice.Disconnected gone -> {
                metrics.disconnected(gone.cause().name());
                log.info(
                        "shard {}: disconnected ({}{}), next: {} in {}",
                        shard,
                        gone.cause(),
                        gone.code().map(code -> " " + code).orElse(""),
                        gone.next().map(Enum::name).orElse("nothing"),
                        gone.delay());
            }
            case ShardNotice.HeartbeatAnswered answered -> metrics.heartbeatAnswered(answered.latency());
            case ShardNotice.HeartbeatWithheld _ -> metrics.oddFrame("heartbeat_withheld");
            case ShardNotice.DuplicateDropped _ -> metrics.oddFrame("duplicate");
            case ShardNotice.SequenceGap gap -> {
                metrics.lost("sequence_gap");
                log.warn("shard {}: {} dispatches are missing from the sequence", shard, gap.missing());
            }
            case ShardNotice.UnknownOpcode unknown -> {
                metrics.oddFrame("unknown_opcode");
                log.warn("shard {}: opcode {} is unknown and ignored", shard, unknown.opcode());
            }
            case ShardNotice.UndecodableFrame undecodable -> {
                metrics.oddFrame("undecodable");
                log.warn("shard {}: a frame cannot be read: {}", shard, undecodable.problem());
            }
        }
    }
}
