package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.Secret;
import dev.jetcord.common.wire.Snowflake;

/**
 * What is needed to answer an interaction.
 *
 * @param id the interaction; its time starts the 3 seconds and the 15 minutes
 * @param applicationId the application that it was sent to
 * @param token the right to answer
 */
public record InteractionReference(Snowflake id, Snowflake applicationId, Secret token) {
    public InteractionReference {
        requireNonNull(id, "id");
        requireNonNull(applicationId, "applicationId");
        if (token.reveal().isBlank()) {
            throw new IllegalArgumentException("an interaction's token must not be blank");
        }
    }
}
