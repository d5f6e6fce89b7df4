package dev.jetcord.launcher.fleet;

import dev.jetcord.common.config.SandboxToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What {@code up} is asked for.
 *
 * @param programs where programs that were fetched or unpacked are kept
 * @param realDiscord whether to speak to the real Discord; a token alone never makes it so
 * @param environment the user's environment; may hold secrets
 */
public record FleetRequest(
        Installation installation, Path programs, Ports ports, boolean realDiscord, Map<String, String> environment) {
    private static final Duration DEFAULT_STOP = Duration.ofSeconds(25);

    public FleetRequest {
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "fleet on " + ports;
    }

    /** The address of a NATS server that is not ours to start. */
    Optional<String> externalNats() {
        return Optional.of(environment.getOrDefault("NATS_URL", "").strip()).filter(url -> !url.isEmpty());
    }

    /** Settings of a PostgreSQL server that is not ours to start; empty without one. */
    Map<String, String> externalDatabase() {
        var settings = new HashMap<String, String>();
        for (String name : List.of("DATABASE_URL", "DATABASE_URL_FILE")) {
            Optional.of(environment.getOrDefault(name, ""))
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> settings.put(name, value));
        }
        return settings;
    }

    boolean hasDiscordToken() {
        return environment.containsKey("DISCORD_TOKEN") || environment.containsKey("DISCORD_TOKEN_FILE");
    }

    World world(Home home, InstantSource clock, RandomGenerator random) throws IOException, FleetException {
        if (!realDiscord) {
            return new World.Sandbox(new SandboxToken(home.sandboxToken(), clock, random).get());
        }
        if (!hasDiscordToken()) {
            throw new FleetException(
                    "--discord needs the bot's token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file"
                            + " that holds it (Discord's developer portal, your application, Bot, Token)");
        }
        var credentials = new HashMap<String, String>();
        for (String name : List.of("DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "DISCORD_API_URL", "DISCORD_API_URL_FILE")) {
            if (environment.containsKey(name)) {
                credentials.put(name, environment.getOrDefault(name, ""));
            }
        }
        return new World.Discord(credentials);
    }

    /** {@code STOP_TIMEOUT} as the services read it; its default where they would refuse it, which they say themselves. */
    Duration stopBudget() {
        String value = environment.getOrDefault("STOP_TIMEOUT", "").strip();
        if (value.matches("\\d{1,6}s")) {
            return Duration.ofSeconds(Long.parseLong(value.substring(0, value.length() - 1)));
        }
        return value.matches("PT[0-9HMS.]+") ? Duration.parse(value) : DEFAULT_STOP;
    }
}
