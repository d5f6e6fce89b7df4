package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a batch is handed over: at this size, or when it has waited this long.
 *
 * @param size messages; at least 1
 * @param age how long the first may wait for others; not negative
 */
public record BatchLimits(int size, Duration age) {
    static final BatchLimits ONE = new BatchLimits(1, Duration.ZERO);

    public BatchLimits {
        requireNonNull(age, "age");
        if (size < 1 || age.isNegative()) {
            throw new IllegalArgumentException("A batch holds at least one message, and its age is not negative");
        }
    }
}
