package dev.jetcord.bridge.lease;

import java.time.Duration;

/**
 * The times of leases.
 *
 * @param life how long a bridge counts as alive after it was last heard of
 * @param renewal how often it makes itself heard
 * @param margin how long before the end of its life a bridge that could not make itself heard stops its shards
 */
public record LeaseTimes(Duration life, Duration renewal, Duration margin) {
    /**
     * A killed bridge's shards are claimed within 6 s: its life, and what passes until the next look. Two renewals may fail,
     * each within the 2 s that a request may take, before a bridge gives its shards up.
     */
    public static final LeaseTimes DEFAULT =
            new LeaseTimes(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMillis(750));

    public LeaseTimes {
        if (!renewal.isPositive() || life.minus(margin).compareTo(renewal) <= 0) {
            throw new IllegalArgumentException(
                    "A bridge's life must be longer than its renewal interval and the margin");
        }
    }
}
