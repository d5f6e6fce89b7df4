package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with jitter. It is ours because the server's back-off applies to an ack that never came and not
 * to a nak.
 *
 * @param attempts deliveries after which a message is a dead letter; at least 1
 * @param base the delay before the second attempt
 * @param cap the longest delay
 */
public record RetryPolicy(int attempts, Duration base, Duration cap) {
    /** Five attempts, from half a second on. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofMillis(500), Duration.ofMinutes(1));

    /** For what must be tried until it succeeds: from 5 s to 5 minutes. */
    static final RetryPolicy WITHOUT_END =
            new RetryPolicy(Integer.MAX_VALUE, Duration.ofSeconds(5), Duration.ofMinutes(5));

    public RetryPolicy {
        requireNonNull(base, "base");
        requireNonNull(cap, "cap");
        if (attempts < 1 || base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("A retry policy needs an attempt, and a cap not below its base delay");
        }
    }

    /** Whether the delivery with this count was the last. */
    public boolean exhausted(long deliveryCount) {
        return deliveryCount >= attempts;
    }

    /** A delay between half and the whole of base times two to the power of the retries so far, at most the cap. */
    public Duration delay(long deliveryCount, RandomGenerator random) {
        int doublings = Math.clamp(deliveryCount - 1, 0, 30);
        long whole = Math.min(cap.toMillis(), base.toMillis() << doublings);
        return Duration.ofMillis(whole / 2 + random.nextLong(whole - whole / 2 + 1));
    }
}
