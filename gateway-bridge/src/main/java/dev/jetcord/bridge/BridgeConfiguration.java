package dev.jetcord.bridge;

import dev.jetcord.bridge.session.Intents;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.service.ServiceConfiguration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an operator sets.
 *
 * @param shards empty for as many as Discord recommends
 * @param identifyReserve session starts of a day that are kept back
 * @param logFlow whether each interaction's step is logged
 */
record BridgeConfiguration(
        ServiceConfiguration service,
        DiscordConfiguration discord,
        OptionalInt shards,
        Intents intents,
        Compression compression,
        int identifyReserve,
        boolean logFlow) {
    /** A tenth of what a bot of ordinary size has in a day. */
    private static final int DEFAULT_IDENTIFY_RESERVE = 100;

    static BridgeConfiguration from(Settings settings) {
        return new BridgeConfiguration(
                ServiceConfiguration.from(settings),
                DiscordConfiguration.from(settings),
                shards(settings),
                intents(settings),
                settings.choice("DISCORD_COMPRESSION", Compression.class, Compression.ZSTD_STREAM),
                settings.integer("DISCORD_IDENTIFY_RESERVE", DEFAULT_IDENTIFY_RESERVE, 0, 100_000),
                settings.flag("LOG_FLOW", false));
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
