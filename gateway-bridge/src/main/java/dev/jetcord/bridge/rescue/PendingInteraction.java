package dev.jetcord.bridge.rescue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.bridge.frame.Body;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.wire.Snowflake;
import java.io.IOException;
import java.util.Optional;

/**
 * What must be known of an interaction to answer it.
 *
 * @param token the right to answer it
 * @param onMessage whether it came from a message's component
 */
record PendingInteraction(Snowflake id, Snowflake application, Secret token, boolean onMessage) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Reads an interaction's body (Discord, "Interaction Object"); empty where something that is needed is missing. */
    static Optional<PendingInteraction> read(Body body) {
        try {
            JsonNode interaction = JSON.readTree(body.bytes());
            String token = interaction.path("token").asText("");
            if (token.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new PendingInteraction(
                    Snowflake.parse(interaction.path("id").asText()),
                    Snowflake.parse(interaction.path("application_id").asText()),
                    new Secret(token),
                    interaction.path("message").isObject()));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
