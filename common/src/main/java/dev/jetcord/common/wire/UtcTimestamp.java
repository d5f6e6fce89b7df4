package dev.jetcord.common.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads the timestamps of the wire contract (RFC 3339, in UTC). It takes what {@link Instant#parse} takes; the one form
 * in which Jetcord writes them is read without a formatter, which costs as much as the rest of an envelope together.
 */
final class UtcTimestamp {
    // 2026-01-31T23:59:59Z, with an optional fraction before the Z
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;
    private static final int NOT_A_NUMBER = -1;

    private UtcTimestamp() {}

    /** @throws DateTimeException when it is no such timestamp */
    static Instant parse(String text) {
        int nanos = isOfTheForm(text) ? nanos(text) : NOT_A_NUMBER;
        if (nanos == NOT_A_NUMBER || number(text, 11, 13) > 23 || number(text, 17, 19) > 59) {
            return Instant.parse(text);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean isOfTheForm(String text) {
        if (text.length() <= FORM.length() || text.charAt(text.length() - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char expected = FORM.charAt(i);
            if (expected == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != expected) {
                return false;
            }
        }
        return true;
    }

    /** What stands between the seconds and the Z: nothing, or a point and up to nine digits. */
    private static int nanos(String text) {
        int from = FORM.length();
        int to = text.length() - 1;
        if (from == to) {
            return 0;
        }
        int digits = to - from - 1;
        if (text.charAt(from) != '.' || digits < 1 || digits > NANO_DIGITS) {
            return NOT_A_NUMBER;
        }
        int nanos = 0;
        for (int i = from + 1; i <= from + NANO_DIGITS; i++) {
            if (i < to && !isDigit(text.charAt(i))) {
                return NOT_A_NUMBER;
            }
            nanos = 10 * nanos + (i < to ? text.charAt(i) - '0' : 0);
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
