package dev.jetcord.common.wire;

import java.time.Instant;

/**
 * Discord's id: an unsigned 64-bit number whose upper 42 bits are the milliseconds since 2015 at which the thing was
 * made (Discord API Reference, "Snowflakes").
 *
 * @param value the id; as an unsigned number
 */
public record Snowflake(long value) implements Comparable<Snowflake> {
    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
    private static final int TIMESTAMP_SHIFT = 22;

    /**
     * Reads the decimal form.
     *
     * @throws IllegalArgumentException when {@code text} is not an unsigned 64-bit number
     */
    public static Snowflake parse(String text) {
        try {
            return new Snowflake(Long.parseUnsignedLong(text));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("A snowflake must be an unsigned 64-bit number", notANumber);
        }
    }

    /** When the thing was made, by Discord's clock, in whole milliseconds. */
    public Instant instant() {
        return Instant.ofEpochMilli((value >>> TIMESTAMP_SHIFT) + DISCORD_EPOCH_MILLIS);
    }

    @Override
    public int compareTo(Snowflake other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(value);
    }
}
