package dev.jetcord.common.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.wire.Snowflake;
import java.util.Optional;

/**
 * The endpoints that answer an interaction (Discord, "Receiving and Responding", "Endpoints"). They need no bot token and
 * are outside the bot's global rate limit. Every method blocks, at most until the time stated, and is thread-safe;
 * calls for different interactions never wait for each other.
 */
public interface InteractionApi {
    /**
     * The first response, which must reach Discord within 3 seconds of the interaction. It is always tried once, and again
     * until those 3 seconds are over.
     *
     * @throws DiscordException when Discord did not take it; code 10062 when it came too late
     */
    Acknowledgement respond(InteractionReference interaction, JsonNode response)
            throws DiscordException, InterruptedException;

    /** The message that {@code @original} stands for; empty when there is none (404, code 10008). */
    Optional<OriginalResponse> original(InteractionReference interaction) throws DiscordException, InterruptedException;

    /** Changes {@code @original}; after a deferral this is the answer. */
    void editOriginal(InteractionReference interaction, JsonNode message) throws DiscordException, InterruptedException;

    /** Deletes {@code @original}; that it is gone already is no error. */
    void deleteOriginal(InteractionReference interaction) throws DiscordException, InterruptedException;

    /**
     * Sends a further message. Not repeated when it is unknown whether the first try arrived: the user would read it
     * twice.
     *
     * @return the message's id
     */
    Snowflake followUp(InteractionReference interaction, JsonNode message)
            throws DiscordException, InterruptedException;
}
