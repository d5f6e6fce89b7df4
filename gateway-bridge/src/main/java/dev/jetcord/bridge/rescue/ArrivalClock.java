package dev.jetcord.bridge.rescue;

import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;
import java.time.Instant;

/**
 * How old an interaction is when it arrives, whatever this machine's clock says: its delay beyond that of the fastest of the
 * last minutes, which was hardly any. Not thread-safe.
 */
final class ArrivalClock {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration NONE = Duration.ofDays(36_500);

    private Duration fastest = NONE;
    private Duration fastestBefore = NONE;
    private Duration windowBegan = Duration.ZERO;

    /**
     * The age of what has just arrived; never negative.
     *
     * @param receivedAt by the machine's clock
     * @param uptime by a clock that never runs backwards
     */
    Duration age(Snowflake interaction, Instant receivedAt, Duration uptime) {
        if (uptime.minus(windowBegan).compareTo(WINDOW) >= 0) {
            fastestBefore = fastest;
            fastest = NONE;
            windowBegan = uptime;
        }
        Duration delay = Duration.between(interaction.instant(), receivedAt);
        fastest = shorter(fastest, delay);
        return delay.minus(shorter(fastest, fastestBefore));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
