package dev.jetcord.common.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.wire.Snowflake;
import java.util.List;

/**
 * The application's global commands (Discord, "Application Commands", "Endpoints"). Every method blocks, at most for 30
 * seconds, and waits for rate limits within them. Thread-safe.
 */
public interface CommandApi {
    /** All global commands as Discord has them, with the texts of every language. */
    List<JsonNode> list() throws DiscordException, InterruptedException;

    /**
     * Creates a command and gives it as Discord has it. Discord replaces a command of the same name and type.
     */
    JsonNode create(JsonNode definition) throws DiscordException, InterruptedException;

    /** Changes a command and gives it as Discord has it. */
    JsonNode update(Snowflake command, JsonNode definition) throws DiscordException, InterruptedException;

    /** Deletes a command; that it is gone already is no error. */
    void delete(Snowflake command) throws DiscordException, InterruptedException;
}
