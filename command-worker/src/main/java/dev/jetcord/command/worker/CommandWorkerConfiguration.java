package dev.jetcord.command.worker;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.service.ServiceConfiguration;
import java.time.Duration;

/**
 * What the command worker is configured by.
 *
 * @param deferAfter the age at which an interaction that no handler has answered is deferred; below Discord's 3 seconds
 * @param logFlow whether each interaction is logged
 */
record CommandWorkerConfiguration(
        ServiceConfiguration service, DiscordConfiguration discord, Duration deferAfter, boolean logFlow) {
    CommandWorkerConfiguration {
        requireNonNull(service, "service");
        requireNonNull(discord, "discord");
        requireNonNull(deferAfter, "deferAfter");
    }

    /** Reads what every service has, what Discord's API needs, and {@code DEFER_AFTER} (default 2 seconds), {@code LOG_FLOW}. */
    static CommandWorkerConfiguration from(Settings settings) {
        return new CommandWorkerConfiguration(
                ServiceConfiguration.from(settings),
                DiscordConfiguration.from(settings),
                settings.duration(
                        "DEFER_AFTER", Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(2500)),
                settings.flag("LOG_FLOW", false));
    }
}
