package dev.jetcord.sandbox;

import dev.jetcord.sandbox.gateway.GatewayRules;
import dev.jetcord.sandbox.gateway.Intents;
import dev.jetcord.sandbox.world.Bot;
import dev.jetcord.sandbox.world.Snowflakes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a sandbox is started.
 *
 * @param host the address to listen on
 * @param name the host by which bots dial it: what it hands out as the gateway's address
 * @param port 0: any free one
 * @param token the bot's; {@code base64(application id).x.y}
 * @param clock all rules of time follow it
 * @param rules what Discord has decided about the application
 * @param seeded whether the default world is there at the start
 * @param ledgerEntries dispatches that the ledger keeps, at about 50 bytes each
 */
public record SandboxSettings(
        String host,
        String name,
        int port,
        String token,
        InstantSource clock,
        GatewayRules rules,
        boolean seeded,
        int ledgerEntries) {

    private static final int USUAL_PORT = 8090;

    public SandboxSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /** For tests: any port, a new token, the default world and a concurrency that lets 16 shards identify at once. */
    public static SandboxSettings forTests() {
        return new SandboxSettings(
                "127.0.0.1",
                "127.0.0.1",
                0,
                newToken(),
                InstantSource.system(),
                GatewayRules.lenient(16),
                true,
                DiscordLimits.LEDGER_ENTRIES);
    }

    public SandboxSettings withClock(InstantSource other) {
        return new SandboxSettings(host, name, port, token, other, rules, seeded, ledgerEntries);
    }

    public SandboxSettings withToken(String other) {
        return new SandboxSettings(host, name, port, other, clock, rules, seeded, ledgerEntries);
    }

    public SandboxSettings withRules(GatewayRules other) {
        return new SandboxSettings(host, name, port, token, clock, other, seeded, ledgerEntries);
    }

    public SandboxSettings withPort(int other) {
        return new SandboxSettings(host, name, other, token, clock, rules, seeded, ledgerEntries);
    }

    public SandboxSettings withoutGuilds() {
        return new SandboxSettings(host, name, port, token, clock, rules, false, ledgerEntries);
    }

    /**
     * Reads {@code SANDBOX_HOST}, {@code SANDBOX_NAME}, {@code SANDBOX_PORT}, {@code SANDBOX_TOKEN}, {@code SANDBOX_SEED} ({@code false}: no
     * guilds), and what Discord decides about an application: {@code SANDBOX_MAX_CONCURRENCY}, {@code SANDBOX_IDENTIFIES}
     * a day, and {@code SANDBOX_SHARD_MULTIPLE}, of which a large bot's shard count must be a multiple; and
     * {@code SANDBOX_LEDGER_ENTRIES}.
     *
     * @throws IllegalArgumentException if one is wrong; it names the variable and never its value if that is secret
     */
    static SandboxSettings from(Environment environment) {
        String host = environment.text("SANDBOX_HOST").orElse("127.0.0.1");
        return new SandboxSettings(
                host,
                environment.text("SANDBOX_NAME").orElse(host),
                environment.number("SANDBOX_PORT", USUAL_PORT, 0, 65_535),
                token(environment),
                InstantSource.system(),
                new GatewayRules(
                        environment.number("SANDBOX_MAX_CONCURRENCY", DiscordLimits.MAX_CONCURRENCY, 1, 1024),
                        Intents.PRIVILEGED,
                        environment.number("SANDBOX_SHARD_MULTIPLE", 1, 1, 1024),
                        environment.number("SANDBOX_IDENTIFIES", DiscordLimits.IDENTIFIES, 1, 1_000_000)),
                environment.flag("SANDBOX_SEED", true),
                environment.number("SANDBOX_LEDGER_ENTRIES", DiscordLimits.LEDGER_ENTRIES, 1, 100_000_000));
    }

    /** Whether the environment names a token; otherwise {@link #from} has made one. */
    static boolean tokenGiven(Environment environment) {
        return environment.text("SANDBOX_TOKEN").isPresent();
    }

    private static String token(Environment environment) {
        Optional<String> given = environment.text("SANDBOX_TOKEN");
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

    @Override
    public String toString() {
        return "SandboxSettings[host=" + host + ", name=" + name + ", port=" + port + ", token=***]";
    }
}
