package dev.jetcord.bridge;

import dev.jetcord.bridge.session.Intents;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.NatsConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an operator sets.
 *
 * @param shards empty for as many as Discord recommends
 * @param stopTimeout how long a stop may take
 */
record BridgeConfiguration(
        Secret token,
        URI apiUrl,
        OptionalInt shards,
        Intents intents,
        Compression compression,
        NatsConfiguration nats,
        int operationsPort,
        Duration stopTimeout) {
    private static final URI DISCORD = URI.create("https://discord.com/api/v10");

    static BridgeConfiguration from(Settings settings) {
        return new BridgeConfiguration(
                settings.secret("DISCORD_TOKEN"),
                settings.uri("DISCORD_API_URL", DISCORD, "http", "https"),
                shards(settings),
                intents(settings),
                settings.choice("DISCORD_COMPRESSION", Compression.class, Compression.ZSTD_STREAM),
                NatsConfiguration.from(settings),
                settings.integer("OPERATIONS_PORT", 8080, 0, 65_535),
                settings.duration("STOP_TIMEOUT", Duration.ofSeconds(25), Duration.ZERO, Duration.ofMinutes(10)));
    }

    private static OptionalInt shards(Settings settings) {
        return settings.text("DISCORD_SHARDS", "auto").equalsIgnoreCase("auto")
                ? OptionalInt.empty()
                : OptionalInt.of(settings.integer("DISCORD_SHARDS", 1, 1, 100_000));
    }

    private static Intents intents(Settings settings) {
        Set<Intents.Intent> selected = EnumSet.noneOf(Intents.Intent.class);
        for (String name : settings.text("DISCORD_INTENTS", "GUILDS").split(",", -1)) {
            try {
                selected.add(Intents.Intent.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                settings.problem("DISCORD_INTENTS", "names no intent of Discord's: '" + name.strip() + "'");
            }
        }
        return new Intents(selected);
    }
}
