package dev.jetcord.sandbox.world;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes snowflakes: milliseconds since 2015 above 22 bits of which this one counts the lower 12. Never the same twice,
 * and never smaller than the last. Thread-safe. Reference, Snowflakes.
 */
public final class Snowflakes {

    private static final long DISCORD_EPOCH = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    public Snowflakes(InstantSource clock) {
        this.clock = clock;
    }

    public long next() {
        long now = of(clock.instant());
        return last.updateAndGet(previous -> Math.max(previous + 1, now));
    }

    /** The smallest snowflake of a millisecond. */
    public static long of(Instant instant) {
        return (instant.toEpochMilli() - DISCORD_EPOCH) << TIME_SHIFT;
    }

    /** When the snowflake was made, to the millisecond. */
    public static Instant instant(long snowflake) {
        return Instant.ofEpochMilli((snowflake >>> TIME_SHIFT) + DISCORD_EPOCH);
    }
}
