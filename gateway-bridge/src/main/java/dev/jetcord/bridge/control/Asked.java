package dev.jetcord.bridge.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.bridge.shard.ShardStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers as JSON: the same by HTTP and by NATS. */
final class Asked {
    static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private Asked() {}

    static byte[] error(String message) {
        return bytes(JSON.createObjectNode().put("error", message));
    }

    static byte[] accepted() {
        return bytes(JSON.createObjectNode().put("accepted", true));
    }

    /** Everything that is known of the shards that a bridge runs. No session id: whoever has one and the token can resume. */
    static byte[] shards(String bridge, List<ShardStatus> statuses, Instant now) {
        ObjectNode json = JSON.createObjectNode().put("bridge", requireNonNull(bridge, "bridge"));
        var list = json.putArray("shards");
        for (ShardStatus status : statuses) {
            ObjectNode shard = list.addObject()
                    .put("id", status.id())
                    .put("count", status.count())
                    .put("state", status.phase().name())
                    .put("received", status.received());
            status.session()
                    .ifPresent(session -> shard.put("acknowledged", session.acknowledged())
                            .put(
                                    "session_age_seconds",
                                    Duration.between(Instant.ofEpochMilli(session.epoch()), now)
                                            .toSeconds()));
            status.latency()
                    .ifPresent(latency -> shard.put("heartbeat_latency_seconds", latency.toNanos() / NANOS_PER_SECOND));
            status.lastDisconnection().ifPresent(cause -> shard.put("last_disconnection", cause));
        }
        return bytes(json);
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(UTF_8);
    }
}
