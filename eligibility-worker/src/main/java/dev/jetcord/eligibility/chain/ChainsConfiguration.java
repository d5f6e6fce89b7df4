package dev.jetcord.eligibility.chain;

import dev.jetcord.common.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * The chains that rules may speak of.
 *
 * @param chains in their order in the configuration; none: then no rule may ask for a balance
 * @param cache how long a block is read from before a newer one is chosen, and so the age by which a balance may be older
 *     than its chain's block policy says; zero chooses one for each check
 */
public record ChainsConfiguration(List<ChainSettings> chains, Duration cache) {
    private static final Duration USUAL_CACHE = Duration.ofSeconds(15);
    private static final Duration LONGEST_CACHE = Duration.ofMinutes(10);

    public ChainsConfiguration {
        chains = List.copyOf(chains);
        if (chains.stream().map(ChainSettings::name).distinct().count() < chains.size()) {
            throw new IllegalArgumentException("CHAINS names a chain twice");
        }
        if (cache.isNegative()) {
            throw new IllegalArgumentException("A time to cache is not negative");
        }
    }

    /** Reads {@code CHAINS}, as {@code docs/eligibility.md} describes it, and {@code CHAIN_CACHE}. */
    public static ChainsConfiguration from(Settings settings) {
        List<ChainSettings> chains = settings.optionalText("CHAINS")
                .map(json -> new ChainsReader(problem -> settings.problem("CHAINS", problem)).read(json))
                .orElse(List.of());
        return new ChainsConfiguration(
                chains, settings.duration("CHAIN_CACHE", USUAL_CACHE, Duration.ZERO, LONGEST_CACHE));
    }
}
