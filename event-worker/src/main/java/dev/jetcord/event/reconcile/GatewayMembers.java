package dev.jetcord.event.reconcile;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.json.WireJson;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Requests.NoAnswerException;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import java.time.Duration;
import java.util.Optional;

/** Asks the bridge that runs the guild's shard (Discord, "Request Guild Members"). Thread-safe. */
public final class GatewayMembers implements MemberSource {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Requests requests;

    public GatewayMembers(Requests requests) {
        this.requests = requireNonNull(requests, "requests");
    }

    @Override
    public Optional<String> request(long guild, String nonce) throws InterruptedException {
        byte[] body = WireJson.write(WireJson.MAPPER
                .createObjectNode()
                .put("guild_id", new Snowflake(guild).toString())
                .put("query", "")
                .put("limit", 0)
                .put("nonce", nonce));
        try {
            JsonNode error = WireJson.read(requests.ask(Subjects.GATEWAY_MEMBERS, body, PATIENCE), JsonNode.class)
                    .path("error");
            return error.isMissingNode() ? Optional.empty() : Optional.of(error.asText());
        } catch (NoAnswerException | InvalidMessageException away) {
            return Optional.of(String.valueOf(away.getMessage()));
        }
    }
}
