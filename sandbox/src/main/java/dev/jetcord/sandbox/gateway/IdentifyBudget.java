package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How often the bot may identify: so many times a day, and once in five seconds for each concurrency bucket.
 * Thread-safe. Gateway, Session Start Limit Object; Gateway, Sharding, Max Concurrency.
 */
public final class IdentifyBudget {

    /** What becomes of an IDENTIFY. */
    enum Verdict {
        ALLOWED,
        /** The bucket was used within five seconds: op 9. */
        TOO_CLOSE,
        /** The day's limit is reached: every session ends and the token is void. */
        EXHAUSTED
    }

    private final GatewayRules rules;
    private final Map<Integer, Instant> lastOfBucket = new HashMap<>();
    private Instant windowStart = Instant.MIN;
    private int used;

    public IdentifyBudget(GatewayRules rules) {
        this.rules = rules;
    }

    synchronized Verdict take(int shard, int guilds, Instant now) {
        roll(now);
        int bucket = shard % rules.maxConcurrency();
        Instant last = lastOfBucket.get(bucket);
        if (last != null && now.isBefore(last.plus(DiscordLimits.IDENTIFY_PERIOD))) {
            return Verdict.TOO_CLOSE;
        }
        if (used >= rules.identifies(guilds)) {
            return Verdict.EXHAUSTED;
        }
        used++;
        lastOfBucket.put(bucket, now);
        return Verdict.ALLOWED;
    }

    /** The {@code session_start_limit} object; {@code reset_after} in milliseconds. */
    public synchronized ObjectNode toJson(int guilds, Instant now) {
        roll(now);
        long resetAfter = windowStart.equals(Instant.MIN)
                ? 0
                : Duration.between(now, windowStart.plus(DiscordLimits.IDENTIFY_WINDOW))
                        .toMillis();
        int total = rules.identifies(guilds);
        return Json.object()
                .put("total", total)
                .put("remaining", Math.max(0, total - used))
                .put("reset_after", resetAfter)
                .put("max_concurrency", rules.maxConcurrency());
    }

    private void roll(Instant now) {
        if (windowStart.equals(Instant.MIN)) {
            windowStart = now;
        } else if (!now.isBefore(windowStart.plus(DiscordLimits.IDENTIFY_WINDOW))) {
            windowStart = now;
            used = 0;
        }
    }
}
