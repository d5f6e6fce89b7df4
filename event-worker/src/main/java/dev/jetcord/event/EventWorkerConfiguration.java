package dev.jetcord.event;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.service.ServiceConfiguration;
import dev.jetcord.database.DatabaseConfiguration;
import java.time.Duration;

/**
 * What the worker is configured by.
 *
 * @param forgetAfter how long after the bot's removal from a guild the guild is forgotten
 */
record EventWorkerConfiguration(ServiceConfiguration service, DatabaseConfiguration database, Duration forgetAfter) {
    private static final Duration DEFAULT_FORGET_AFTER = Duration.ofHours(24);

    EventWorkerConfiguration {
        requireNonNull(service, "service");
        requireNonNull(database, "database");
        requireNonNull(forgetAfter, "forgetAfter");
    }

    /** Reads {@code DATABASE_URL}, {@code FORGET_GUILDS_AFTER}, and what every service reads. */
    static EventWorkerConfiguration from(Settings settings) {
        return new EventWorkerConfiguration(
                ServiceConfiguration.from(settings),
                DatabaseConfiguration.from(settings),
                settings.duration("FORGET_GUILDS_AFTER", DEFAULT_FORGET_AFTER, Duration.ZERO, Duration.ofDays(14)));
    }
}
