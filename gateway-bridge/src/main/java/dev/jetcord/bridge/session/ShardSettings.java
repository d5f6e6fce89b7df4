package dev.jetcord.bridge.session;

import dev.jetcord.common.config.Secret;
import java.net.URI;

/**
 * What a shard says of itself when it identifies.
 *
 * @param id from 0 to {@code count} - 1
 * @param gatewayUrl the original URL, from {@code /gateway/bot}; without query
 */
public record ShardSettings(int id, int count, Secret token, Intents intents, URI gatewayUrl) {
    public ShardSettings {
        if (count < 1 || id < 0 || id >= count) {
            throw new IllegalArgumentException("Shard " + id + " of " + count + " does not exist");
        }
    }
}
