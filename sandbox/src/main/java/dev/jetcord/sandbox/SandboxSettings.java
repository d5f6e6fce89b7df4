package dev.jetcord.sandbox;

import dev.jetcord.sandbox.gateway.GatewayRules;
import dev.jetcord.sandbox.gateway.Intents;
import dev.jetcord.sandbox.world.Bot;
import dev.jetcord.sandbox.world.Snowflakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * How a sandbox is started.
 *
 * @param host the address to listen on
 * @param port 0: any free one
 * @param token the bot's; {@code base64(application id).x.y}
 * @param clock all rules of time follow it
 * @param rules what Discord has decided about the application
 * @param seeded whether the default world is there at the start
 */
public record SandboxSettings(
        String host, int port, String token, InstantSource clock, GatewayRules rules, boolean seeded) {

    private static final int USUAL_PORT = 8090;

    public SandboxSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /** For tests: any port, a new token, the default world and a concurrency that lets 16 shards identify at once. */
    public static SandboxSettings forTests() {
        return new SandboxSettings(
                "127.0.0.1", 0, newToken(), InstantSource.system(), new GatewayRules(16, Intents.PRIVILEGED, 1), true);
    }

    public SandboxSettings withClock(InstantSource other) {
        return new SandboxSettings(host, port, token, other, rules, seeded);
    }

    public SandboxSettings withToken(String other) {
        return new SandboxSettings(host, port, other, clock, rules, seeded);
    }

    public SandboxSettings withRules(GatewayRules other) {
        return new SandboxSettings(host, port, token, clock, other, seeded);
    }

    public SandboxSettings withPort(int other) {
        return new SandboxSettings(host, other, token, clock, rules, seeded);
    }

    public SandboxSettings withoutGuilds() {
        return new SandboxSettings(host, port, token, clock, rules, false);
    }

    /**
     * Reads {@code SANDBOX_HOST}, {@code SANDBOX_PORT}, {@code SANDBOX_TOKEN}, {@code SANDBOX_MAX_CONCURRENCY} and
     * {@code SANDBOX_SEED} ({@code false}: no guilds); each may also be given as {@code NAME_FILE}.
     *
     * @throws IllegalArgumentException if one is wrong; it names the variable and never its value if that is secret
     */
    public static SandboxSettings from(Map<String, String> environment) {
        return new SandboxSettings(
                value(environment, "SANDBOX_HOST").orElse("127.0.0.1"),
                number(environment, "SANDBOX_PORT", USUAL_PORT, 0, 65_535),
                token(environment),
                InstantSource.system(),
                new GatewayRules(
                        number(environment, "SANDBOX_MAX_CONCURRENCY", DiscordLimits.MAX_CONCURRENCY, 1, 1024),
                        Intents.PRIVILEGED,
                        1),
                !value(environment, "SANDBOX_SEED").orElse("true").equals("false"));
    }

    /** Whether the environment names a token; otherwise {@link #from} has made one. */
    static boolean tokenGiven(Map<String, String> environment) {
        return value(environment, "SANDBOX_TOKEN").isPresent();
    }

    private static String token(Map<String, String> environment) {
        Optional<String> given = value(environment, "SANDBOX_TOKEN");
        if (given.isEmpty()) {
            return newToken();
        }
        try {
            return Bot.withToken(given.get()).token();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SANDBOX_TOKEN: " + e.getMessage(), e);
        }
    }

    private static String newToken() {
        return Bot.newToken(new Snowflakes(InstantSource.system()), new SecureRandom());
    }

    private static int number(Map<String, String> environment, String name, int fallback, int from, int to) {
        Optional<String> text = value(environment, name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is a number from %d to %d".formatted(name, from, to), e);
        }
        throw new IllegalArgumentException("%s is a number from %d to %d".formatted(name, from, to));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        String direct = environment.get(name);
        if (direct != null && !direct.isBlank()) {
            return Optional.of(direct.strip());
        }
        String file = environment.get(name + "_FILE");
        if (file == null || file.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("%s_FILE: %s cannot be read".formatted(name, file), e);
        }
    }

    @Override
    public String toString() {
        return "SandboxSettings[host=" + host + ", port=" + port + ", token=***]";
    }
}
