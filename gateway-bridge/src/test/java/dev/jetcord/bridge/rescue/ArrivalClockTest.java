package dev.jetcord.bridge.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalClockTest {
    private static final Instant CREATED = Instant.parse("2026-11-24T12:00:00Z");

    private final ArrivalClock clock = new ArrivalClock();

    @ParameterizedTest
    @ValueSource(longs = {0, 3_600_000, -3_600_000})
    void measuresAgainstTheFastestWhateverTheMachinesClockSays(long skew) {
        assertThat(age(80 + skew, 0)).isZero();
        assertThat(age(1_080 + skew, 1_000)).isEqualTo(Duration.ofSeconds(1));
        assertThat(age(30 + skew, 2_000)).isZero();
        assertThat(age(80 + skew, 3_000)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void forgetsWhatWasBeforeTheClockWasPutForward() {
        assertThat(age(50, 0)).isZero();
        assertThat(age(60_050, 1_000)).isEqualTo(Duration.ofMinutes(1));
        assertThat(age(60_050, 61_000)).isEqualTo(Duration.ofMinutes(1));
        assertThat(age(60_050, 122_000)).isZero();
    }

    private Duration age(long delay, long uptime) {
        long sinceDiscordsEpoch = CREATED.toEpochMilli() - 1_420_070_400_000L;
        return clock.age(new Snowflake(sinceDiscordsEpoch << 22), CREATED.plusMillis(delay), Duration.ofMillis(uptime));
    }
}
