package dev.jetcord.common.messaging.consumer;

/**
 * How much one key may hold.
 *
 * @param depth messages of one key that hold a permit; at least 1
 * @param parked messages beyond that, over all keys, which wait in memory without one; not negative
 * @param parkedBytes their bodies together, in bytes; not negative
 */
public record LaneLimits(int depth, int parked, long parkedBytes) {
    private static final int DEFAULT_PARKED = 16_384;
    private static final long DEFAULT_PARKED_BYTES = 64L << 20;

    public LaneLimits {
        if (depth < 1 || parked < 0 || parkedBytes < 0) {
            throw new IllegalArgumentException("A lane holds at least one message, and limits are not negative");
        }
    }

    /** A quarter of the permits for one key; 16,384 messages and 64 MiB parked. */
    public static LaneLimits ofPermits(int permits) {
        return new LaneLimits(Math.max(1, permits / 4), DEFAULT_PARKED, DEFAULT_PARKED_BYTES);
    }
}
