package dev.jetcord.sandbox.rest;

import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.http.Route;
import dev.jetcord.sandbox.http.RouteLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts requests in windows: one for each route and top-level resource, one for the bot as a whole, and one for
 * requests that were refused. Thread-safe. Rate Limits.
 */
final class RateLimits {

    /** What is left of a window after a request. */
    record Usage(RouteLimit limit, int used, Instant resetAt) {

        boolean exceeded() {
            return used > limit.requests();
        }

        int remaining() {
            return Math.max(0, limit.requests() - used);
        }

        Duration resetAfter(Instant now) {
            Duration left = Duration.between(now, resetAt);
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    private static final RouteLimit GLOBAL = new RouteLimit(DiscordLimits.GLOBAL_REQUESTS, DiscordLimits.GLOBAL_WINDOW);
    private static final RouteLimit INVALID =
            new RouteLimit(DiscordLimits.INVALID_REQUESTS, DiscordLimits.INVALID_REQUEST_WINDOW);
    private static final String INVALID_KEY = "invalid";

    private final InstantSource clock;
    private final Map<String, Usage> windows = new ConcurrentHashMap<>();

    RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a request of the bot, over all routes under the global limit. */
    Usage global(String caller) {
        return count("global " + caller, GLOBAL);
    }

    /** Counts a request of a route. Interaction webhooks are told apart by their token, others by the resource's id. */
    Usage route(Route route, Map<String, String> variables) {
        return count(bucket(route) + " " + major(variables), route.limit());
    }

    /** Counts a request that was refused for its own fault. */
    void invalid() {
        count(INVALID_KEY, INVALID);
    }

    /** Whether so many requests were refused that no more are listened to for a while. */
    boolean banned() {
        Usage usage = windows.get(INVALID_KEY);
        return usage != null && usage.exceeded() && clock.instant().isBefore(usage.resetAt());
    }

    /** Forgets the windows that are past. */
    void expire() {
        Instant now = clock.instant();
        windows.values().removeIf(usage -> !now.isBefore(usage.resetAt()));
    }

    /** The name of the limit, without the resource. */
    static String bucket(Route route) {
        return "%08x".formatted((route.method() + " " + route.template()).hashCode());
    }

    private Usage count(String key, RouteLimit limit) {
        Instant now = clock.instant();
        Usage usage = windows.compute(
                key,
                (ignored, window) -> window == null || !now.isBefore(window.resetAt())
                        ? new Usage(limit, 1, now.plus(limit.window()))
                        : new Usage(limit, window.used() + 1, window.resetAt()));
        if (usage == null) {
            throw new IllegalStateException("a window vanished while it was counted");
        }
        return usage;
    }

    private static Map<String, String> major(Map<String, String> variables) {
        Map<String, String> major = new TreeMap<>(variables);
        major.keySet().retainAll(Set.of("guild", "channel", "interaction", "token"));
        return major;
    }
}
