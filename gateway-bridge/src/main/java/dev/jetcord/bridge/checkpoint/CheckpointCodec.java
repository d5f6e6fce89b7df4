package dev.jetcord.bridge.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.bridge.session.GatewaySession;
import dev.jetcord.bridge.transport.Compression;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** A checkpoint as JSON, with the epoch of the lease under which it was written. Fields that are not known are ignored. */
final class CheckpointCodec {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** A checkpoint and the lease's epoch. */
    record Stamped(long lease, Checkpoint checkpoint) {}

    private CheckpointCodec() {}

    static byte[] write(Stamped stamped) throws IOException {
        Checkpoint checkpoint = stamped.checkpoint();
        ObjectNode json = JSON.createObjectNode()
                .put("lease", stamped.lease())
                .put("last_epoch", checkpoint.lastEpoch())
                .put("compression", checkpoint.compression().name());
        checkpoint
                .session()
                .ifPresent(session -> json.putObject("session")
                        .put("id", session.id())
                        .put("resume_url", session.resumeUrl().toString())
                        .put("epoch", session.epoch())
                        .put("acknowledged", session.acknowledged()));
        return JSON.writeValueAsBytes(json);
    }

    /** @throws IOException when it is no checkpoint */
    static Stamped read(byte[] value) throws IOException {
        try {
            JsonNode json = JSON.readTree(value);
            JsonNode session = json.path("session");
            Optional<GatewaySession> resumable = session.isObject()
                    ? Optional.of(new GatewaySession(
                            session.path("id").asText(),
                            URI.create(session.path("resume_url").asText()),
                            session.path("epoch").asLong(),
                            session.path("acknowledged").asLong()))
                    : Optional.empty();
            return new Stamped(
                    json.path("lease").asLong(),
                    new Checkpoint(
                            resumable,
                            json.path("last_epoch").asLong(),
                            Compression.valueOf(json.path("compression").asText())));
        } catch (IllegalArgumentException malformed) {
            throw new IOException("it is no checkpoint", malformed);
        }
    }
}
