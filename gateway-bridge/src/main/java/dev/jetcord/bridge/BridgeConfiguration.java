package dev.jetcord.bridge;

import dev.jetcord.bridge.session.Intents;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.service.ServiceConfiguration;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the bridge is configured by.
 *
 * @param shards how many; what Discord recommends where absent
 * @param showFlow whether each interaction is logged
 */
record BridgeConfiguration(
        ServiceConfiguration service,
        Secret token,
        URI apiUrl,
        Optional<Integer> shards,
        Intents intents,
        Compression compression,
        boolean showFlow) {
    private static final URI DISCORD = URI.create("https://discord.com/api/v10");
    private static final int MAX_SHARDS = 65_536;

    static BridgeConfiguration from(Settings settings) {
        boolean auto = settings.text("DISCORD_SHARDS", "auto").equals("auto");
        return new BridgeConfiguration(
                ServiceConfiguration.from(settings),
                settings.secret("DISCORD_TOKEN"),
                settings.uri("DISCORD_API_URL", DISCORD, "https", "http"),
                auto ? Optional.empty() : Optional.of(settings.integer("DISCORD_SHARDS", 1, 1, MAX_SHARDS)),
                intents(settings),
                settings.choice("DISCORD_COMPRESSION", Compression.class, Compression.ZSTD_STREAM),
                settings.flag("LOG_FLOW", false));
    }

    private static Intents intents(Settings settings) {
        Set<Intents.Intent> intents = new HashSet<>();
        for (String name : settings.text("DISCORD_INTENTS", "GUILDS").split(",")) {
            try {
                intents.add(Intents.Intent.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                settings.problem(
                        "DISCORD_INTENTS",
                        "names an unknown intent '" + name.strip() + "'; known are "
                                + Arrays.toString(Intents.Intent.values()));
            }
        }
        return new Intents(intents);
    }
}
