package dev.jetcord.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimestampTest {
    private static final String CHARACTERS = "0123456789-:.TZ+ t9";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T10:15:30Z",
                "2026-11-24T10:15:30.1Z",
                "2026-11-24T10:15:30.123456789Z",
                "2026-11-24T10:15:30.1234567891Z",
                "2026-11-24T10:15:30.Z",
                "2026-11-24T10:15:30.12a4Z",
                "2026-11-24T10:15:30x12Z",
                "2026-11-24T24:00:00Z",
                "2026-11-24T23:59:60Z",
                "2026-11-24T23:60:00Z",
                "2026-02-29T00:00:00Z",
                "2028-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "+12026-11-24T10:15:30Z",
                "2026-11-24t10:15:30z",
                "2026-11-24T10:15:30+00:00",
                "2026-11-24T10:15:30",
                "2026-11-24 10:15:30Z",
                "2026-11-24T10:15:30.ZZ",
                "Z",
                ""
            })
    void readsWhatTheJdkReadsAndRefusesWhatItRefuses(String text) {
        assertThat(read(text, UtcTimestamp::parse)).isEqualTo(read(text, Instant::parse));
    }

    @Test
    void agreesWithTheJdkOnOneCharacterChanged() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-2_000_000_000L, 9_000_000_000L), random.nextInt(1_000_000_000));
            StringBuilder text = new StringBuilder(instant.toString());
            text.setCharAt(random.nextInt(text.length()), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            String changed = text.toString();
            assertThat(read(changed, UtcTimestamp::parse)).as(changed).isEqualTo(read(changed, Instant::parse));
            assertThat(UtcTimestamp.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @Test
    void writesWhatTheJdkWrites() {
        Random random = new Random(11);
        List<Integer> units = List.of(1, 1_000, 1_000_000, 1_000_000_000);
        for (int round = 0; round < 20_000; round++) {
            int unit = units.get(round % units.size());
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-2_000_000_000L, 300_000_000_000L),
                    random.nextInt(1_000_000_000) / unit * (long) unit);
            assertThat(UtcTimestamp.format(instant)).isEqualTo(instant.toString());
        }
    }

    @Test
    void writesTheEndsOfItsRangeAsTheJdk() {
        for (Instant instant : List.of(
                Instant.MIN,
                Instant.EPOCH.minusNanos(1),
                Instant.EPOCH,
                Instant.parse("9999-12-31T23:59:59.999999999Z"),
                Instant.parse("+10000-01-01T00:00:00Z"),
                Instant.MAX)) {
            assertThat(UtcTimestamp.format(instant)).isEqualTo(instant.toString());
        }
    }

    private static Optional<Instant> read(String text, Reader reader) {
        try {
            return Optional.of(reader.read(text));
        } catch (DateTimeException refused) {
            return Optional.empty();
        }
    }

    private interface Reader {
        Instant read(String text);
    }
}
