package dev.jetcord.bridge.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: the first soon, so that a passing fault costs little, the later ones
 * doubling to a minute; half of each at random, so that many shards do not come back in step.
 */
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration MAX = Duration.ofSeconds(60);
    private static final int MAX_DOUBLINGS = 7;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** @param failures how many attempts have failed in a row before this one */
    Duration delay(int failures) {
        Duration full = FIRST.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        Duration bounded = full.compareTo(MAX) > 0 ? MAX : full;
        long half = bounded.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
