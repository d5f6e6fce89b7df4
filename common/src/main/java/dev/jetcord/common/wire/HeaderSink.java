package dev.jetcord.common.wire;

import java.time.Instant;

/** Takes the headers of a message one by one. One that writes numbers itself saves a text for each. */
@FunctionalInterface
public interface HeaderSink {
    /** Takes a header that is a text. */
    void text(String name, String value);

    /**
     * Takes a header that is a number.
     *
     * @param value unsigned
     */
    default void number(String name, long value) {
        text(name, Long.toUnsignedString(value));
    }

    /** Takes a header that is a time. */
    default void time(String name, Instant value) {
        text(name, UtcTimestamp.format(value));
    }
}
