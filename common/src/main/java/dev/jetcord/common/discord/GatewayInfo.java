package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * What Discord says about connecting to its gateway (Discord, "Get Gateway Bot").
 *
 * @param url where to connect
 * @param shards how many shards Discord recommends, at least 1
 * @param identifiesTotal how many IDENTIFYs a day
 * @param identifiesRemaining how many are left
 * @param identifiesResetAfter when the count starts again
 * @param maxConcurrency how many IDENTIFYs in five seconds, at least 1
 */
public record GatewayInfo(
        URI url,
        int shards,
        int identifiesTotal,
        int identifiesRemaining,
        Duration identifiesResetAfter,
        int maxConcurrency) {
    public GatewayInfo {
        requireNonNull(url, "url");
        requireNonNull(identifiesResetAfter, "identifiesResetAfter");
        if (shards < 1 || maxConcurrency < 1) {
            throw new IllegalArgumentException("shards and maxConcurrency must be at least 1");
        }
    }
}
