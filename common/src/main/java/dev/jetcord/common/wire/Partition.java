package dev.jetcord.common.wire;

import java.util.stream.IntStream;

/**
 * The last token of a subject: one of 64, so that the number of subjects stays small at a million guilds.
 *
 * @param number 0 to 63
 */
public record Partition(int number) {
    public static final int COUNT = 64;

    /** Fibonacci hashing: the upper six bits of the product. Independent of Discord's own sharding, which uses bit 22 up. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private static final int SHIFT = 58;
    private static final String[] TOKENS =
            IntStream.range(0, COUNT).mapToObj("p%02d"::formatted).toArray(String[]::new);

    public Partition {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("A partition must be from 0 to " + (COUNT - 1) + " but is " + number);
        }
    }

    /** The partition of a guild, or in a direct message of the user. */
    public static Partition of(Snowflake key) {
        return new Partition((int) ((key.value() * MULTIPLIER) >>> SHIFT));
    }

    /** The token in a subject: {@code p00} to {@code p63}. */
    public String token() {
        return TOKENS[number];
    }
}
