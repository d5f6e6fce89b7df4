package dev.jetcord.bridge.discord;

import java.net.URI;
import java.time.Duration;

/**
 * What Discord says of the gateway to this bot (Discord, "Get Gateway Bot").
 *
 * @param shards the count that Discord recommends
 * @param remaining session starts left until {@code resetAfter} has passed
 * @param maxConcurrency shards that may identify in the same 5 s
 */
public record GatewayBot(URI url, int shards, int total, int remaining, Duration resetAfter, int maxConcurrency) {
    public GatewayBot {
        if (shards < 1 || maxConcurrency < 1) {
            throw new IllegalArgumentException("shards and max_concurrency must be at least 1");
        }
    }
}
