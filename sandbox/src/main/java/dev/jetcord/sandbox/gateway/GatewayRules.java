package dev.jetcord.sandbox.gateway;

/**
 * What Discord has decided about the application.
 *
 * @param maxConcurrency shards that may identify at the same time
 * @param allowedIntents the privileged intents that are enabled for it
 * @param shardMultiple the shard count must be a multiple of this; 1 for all but large bots
 */
public record GatewayRules(int maxConcurrency, long allowedIntents, int shardMultiple) {

    public GatewayRules {
        if (maxConcurrency < 1 || shardMultiple < 1) {
            throw new IllegalArgumentException("max_concurrency and the multiple of shards are at least 1");
        }
    }
}
