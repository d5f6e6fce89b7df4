package dev.jetcord.bridge.discord;

import java.net.URI;
import java.time.Duration;

/** The answer of {@code GET /gateway/bot} (Discord, "Get Gateway Bot", "Session Start Limit Object"). */
public record GatewayBot(URI url, int shards, int total, int remaining, Duration resetAfter, int maxConcurrency) {
    public GatewayBot {
        if (url.getHost() == null || shards < 1 || total < 1 || remaining < 0 || maxConcurrency < 1) {
            throw new IllegalArgumentException("Discord's answer to GET /gateway/bot is out of range");
        }
    }
}
