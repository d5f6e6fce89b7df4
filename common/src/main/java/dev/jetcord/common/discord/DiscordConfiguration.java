package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.wire.Snowflake;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How to reach Discord's REST API.
 *
 * @param apiUrl the base of every route, without a slash at its end: Discord, the sandbox, or a rate-limiting proxy
 * @param token the bot's token
 * @param applicationId the application that the token belongs to; a token's first part is this id in Base64
 */
public record DiscordConfiguration(URI apiUrl, Secret token, Snowflake applicationId) {
    private static final URI DISCORD = URI.create("https://discord.com/api/v10");

    public DiscordConfiguration {
        requireNonNull(token, "token");
        requireNonNull(applicationId, "applicationId");
        String url = apiUrl.toString();
        if (url.endsWith("/")) {
            apiUrl = URI.create(url.substring(0, url.length() - 1));
        }
    }

    /** Reads {@code DISCORD_API_URL} and {@code DISCORD_TOKEN}. */
    public static DiscordConfiguration from(Settings settings) {
        URI apiUrl = settings.uri("DISCORD_API_URL", DISCORD, "https", "http");
        Secret token = settings.secret("DISCORD_TOKEN");
        Optional<Snowflake> applicationId = applicationId(token);
        if (applicationId.isEmpty() && !token.reveal().isEmpty()) {
            settings.problem(
                    "DISCORD_TOKEN",
                    "is not a bot token: it must have three parts with dots between them, the first of which is the"
                            + " application id in Base64 (Developer Portal, page \"Bot\", \"Reset Token\")");
        }
        return new DiscordConfiguration(apiUrl, token, applicationId.orElse(new Snowflake(0)));
    }

    /** What to tell an operator when Discord has refused the token. */
    public ConfigurationException tokenRefused() {
        return new ConfigurationException(List.of(
                "DISCORD_TOKEN is refused by " + apiUrl + " (401): it was reset, or belongs to another Discord"));
    }

    private static Optional<Snowflake> applicationId(Secret token) {
        String[] parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            // Discord leaves out the padding; Java's decoder accepts both forms.
            byte[] id = Base64.getUrlDecoder().decode(parts[0].replace('+', '-').replace('/', '_'));
            return Optional.of(Snowflake.parse(new String(id, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
