package dev.jetcord.command;

/**
 * How long a text or how large a number may be.
 *
 * @param least inclusive; of a text at least 0
 * @param most inclusive; of a text at most 6000
 */
public record Limits(long least, long most) {
    public Limits {
        if (least > most) {
            throw new IllegalArgumentException("the least of an option's limits must not be above the most");
        }
    }
}
