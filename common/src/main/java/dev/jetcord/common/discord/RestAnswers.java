package dev.jetcord.common.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.wire.Snowflake;

/** Reads what a successful answer must hold. */
final class RestAnswers {
    private RestAnswers() {}

    /** The object's own id. */
    static Snowflake id(Endpoint endpoint, JsonNode object) throws DiscordException {
        try {
            return Snowflake.parse(object.path("id").asText());
        } catch (IllegalArgumentException noId) {
            throw malformed(endpoint, "an object with an id");
        }
    }

    /** An answer that is a success by its status and not what Discord documents; a proxy's, most likely. */
    static DiscordException malformed(Endpoint endpoint, String expected) {
        return new DiscordException(
                DiscordException.Kind.SERVER_ERROR,
                200,
                DiscordErrorCode.NONE,
                "Discord answered " + endpoint + " with something that is not " + expected
                        + ": does DISCORD_API_URL name Discord's API, with its version?");
    }
}
