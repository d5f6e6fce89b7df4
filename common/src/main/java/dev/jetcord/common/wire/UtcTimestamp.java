package dev.jetcord.common.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads and writes the timestamps of the wire contract (RFC 3339, in UTC), as {@link Instant#parse} and {@link
 * Instant#toString} do; the one form that is usual without a formatter, which costs as much as the rest of an envelope together.
 */
final class UtcTimestamp {
    // 2026-01-31T23:59:59Z, with an optional fraction before the Z
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;
    private static final int NOT_A_NUMBER = -1;
    private static final long YEAR_10000 = 253_402_300_800L;

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

    /** The same text as {@link Instant#toString}: with as many groups of three digits behind the point as are needed. */
    static String format(Instant instant) {
        long seconds = instant.getEpochSecond();
        int nanos = instant.getNano();
        if (seconds < 0 || seconds >= YEAR_10000) {
            return instant.toString();
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
        byte[] text = (FORM + ".000000000Z").getBytes(ISO_8859_1);
        write(time.getYear(), text, 0, 4);
        write(time.getMonthValue(), text, 5, 7);
        write(time.getDayOfMonth(), text, 8, 10);
        write(time.getHour(), text, 11, 13);
        write(time.getMinute(), text, 14, 16);
        write(time.getSecond(), text, 17, 19);
        write(nanos, text, FORM.length() + 1, FORM.length() + 1 + NANO_DIGITS);
        int length = text.length - 1;
        if (nanos == 0) {
            length = FORM.length();
        } else if (nanos % 1_000_000 == 0) {
            length -= 6;
        } else if (nanos % 1_000 == 0) {
            length -= 3;
        }
        text[length] = 'Z';
        return new String(text, 0, length + 1, ISO_8859_1);
    }

    private static void write(int number, byte[] text, int from, int to) {
        int rest = number;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
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
