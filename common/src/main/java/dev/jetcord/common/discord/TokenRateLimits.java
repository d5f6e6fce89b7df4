package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/**
 * Which interactions may not be answered further for a moment, because Discord said that their rate limit is used up:
 * waiting for its end spares an invalid request (Discord, "Rate Limits", 10,000 of them and the address is banned). An
 * entry is there only as long as it forbids something. Thread-safe.
 */
final class TokenRateLimits {
    private final InstantSource clock;
    private final BiConsumer<Runnable, Duration> later;
    private final ConcurrentMap<Key, Instant> blocked = new ConcurrentHashMap<>();

    /** @param later runs a task after a time */
    TokenRateLimits(InstantSource clock, BiConsumer<Runnable, Duration> later) {
        this.clock = requireNonNull(clock, "clock");
        this.later = requireNonNull(later, "later");
    }

    /** How long to wait before a request; zero when it may go at once. */
    Duration pause(Endpoint endpoint, Secret token) {
        Instant until = blocked.get(new Key(endpoint, token));
        if (until == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), until);
        return left.isPositive() ? left : Duration.ZERO;
    }

    /** Forbids requests for {@code duration}. */
    void exhausted(Endpoint endpoint, Secret token, Duration duration) {
        Key key = new Key(endpoint, token);
        Instant until = clock.instant().plus(duration);
        blocked.put(key, until);
        later.accept(() -> blocked.remove(key, until), duration);
    }

    int size() {
        return blocked.size();
    }

    private record Key(Endpoint endpoint, Secret token) {}
}
