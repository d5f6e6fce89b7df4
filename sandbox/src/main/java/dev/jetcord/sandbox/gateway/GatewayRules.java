package dev.jetcord.sandbox.gateway;

import dev.jetcord.sandbox.DiscordLimits;

/**
 * What Discord has decided about the application.
 *
 * @param maxConcurrency shards that may identify at the same time
 * @param allowedIntents the privileged intents that are enabled for it
 * @param shardMultiple the shard count must be a multiple of this; 1 for all but large bots. Gateway, Sharding for Large
 *     Bots
 * @param identifies IDENTIFY calls a day while the bot is in no more than 150,000 guilds
 */
public record GatewayRules(int maxConcurrency, long allowedIntents, int shardMultiple, int identifies) {

    public GatewayRules {
        if (maxConcurrency < 1 || shardMultiple < 1 || identifies < 1) {
            throw new IllegalArgumentException(
                    "max_concurrency, the multiple of shards and the identifies a day are at least 1");
        }
    }

    /** With Discord's usual identifies a day. */
    public GatewayRules(int maxConcurrency, long allowedIntents, int shardMultiple) {
        this(maxConcurrency, allowedIntents, shardMultiple, DiscordLimits.IDENTIFIES);
    }

    /** All intents, any number of shards, and Discord's usual identifies a day. */
    public static GatewayRules lenient(int maxConcurrency) {
        return new GatewayRules(maxConcurrency, Intents.PRIVILEGED, 1);
    }

    /** Gateway, Identifying; and for more than 150,000 guilds Gateway, Sharding for Large Bots. */
    int identifies(int guilds) {
        return guilds > DiscordLimits.LARGE_BOT_GUILDS ? Math.max(2000, guilds / 1000 * 5) : identifies;
    }
}
