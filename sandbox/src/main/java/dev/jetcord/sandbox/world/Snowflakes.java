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

    /** Worker 1; the bits of the worker are 17 to 21. */
    private static final long SPREAD_WORKER = 1L << 17;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();
    private final AtomicLong spreadEnd = new AtomicLong();

    public Snowflakes(InstantSource clock) {
        this.clock = clock;
    }

    public long next() {
        long now = of(clock.instant());
        return last.updateAndGet(previous -> Math.max(previous + 1, now));
    }

    /**
     * The first of so many snowflakes that are a millisecond apart, as those of guilds are whose members met over time:
     * they spread evenly over any number of shards. Made by another worker than {@link #next}, so never the same.
     */
    public long spread(int count) {
        long earliest = of(clock.instant()) - ((long) count << TIME_SHIFT);
        long end = spreadEnd.updateAndGet(before -> Math.max(before, earliest) + ((long) count << TIME_SHIFT));
        return end - ((long) count << TIME_SHIFT) | SPREAD_WORKER;
    }

    /** The snowflake so many milliseconds after another. */
    public static long after(long first, int millis) {
        return first + ((long) millis << TIME_SHIFT);
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
