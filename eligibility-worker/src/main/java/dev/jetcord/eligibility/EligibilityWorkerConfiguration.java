package dev.jetcord.eligibility;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.service.ServiceConfiguration;
import dev.jetcord.database.DatabaseConfiguration;
import dev.jetcord.eligibility.chain.ChainsConfiguration;
import dev.jetcord.eligibility.wallet.SignInMessage;
import java.time.Duration;

/**
 * What the worker is configured by.
 *
 * @param walletDomain who asks for a signature, as the wallet shows it
 * @param checkInterval about how often a member with a wallet or a role of ours is checked
 * @param syncInterval about how often a guild is checked whole
 */
record EligibilityWorkerConfiguration(
        ServiceConfiguration service,
        DatabaseConfiguration database,
        DiscordConfiguration discord,
        ChainsConfiguration chains,
        String walletDomain,
        Duration checkInterval,
        Duration syncInterval) {
    private static final String DEFAULT_DOMAIN = "localhost";
    private static final Duration DEFAULT_CHECK_INTERVAL = Duration.ofHours(6);
    private static final Duration DEFAULT_SYNC_INTERVAL = Duration.ofHours(24);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(30);

    EligibilityWorkerConfiguration {
        requireNonNull(service, "service");
        requireNonNull(database, "database");
        requireNonNull(discord, "discord");
        requireNonNull(chains, "chains");
        requireNonNull(walletDomain, "walletDomain");
        requireNonNull(checkInterval, "checkInterval");
        requireNonNull(syncInterval, "syncInterval");
    }

    /** Reads {@code WALLET_DOMAIN}, {@code CHECK_INTERVAL}, {@code SYNC_INTERVAL}, and what its parts read. */
    static EligibilityWorkerConfiguration from(Settings settings) {
        String domain = settings.text("WALLET_DOMAIN", DEFAULT_DOMAIN);
        if (!SignInMessage.isDomain(domain)) {
            settings.problem("WALLET_DOMAIN", "must be a host name in lower case, such as bot.example.org");
        }
        return new EligibilityWorkerConfiguration(
                ServiceConfiguration.from(settings),
                DatabaseConfiguration.from(settings),
                DiscordConfiguration.from(settings),
                ChainsConfiguration.from(settings),
                domain,
                settings.duration("CHECK_INTERVAL", DEFAULT_CHECK_INTERVAL, SHORTEST_INTERVAL, LONGEST_INTERVAL),
                settings.duration("SYNC_INTERVAL", DEFAULT_SYNC_INTERVAL, SHORTEST_INTERVAL, LONGEST_INTERVAL));
    }
}
