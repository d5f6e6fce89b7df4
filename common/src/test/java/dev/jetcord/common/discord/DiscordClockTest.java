package dev.jetcord.common.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DiscordClockTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.500Z");

    private Instant machineTime = NOW;
    private final DiscordClock clock = new DiscordClock(() -> machineTime);

    @Test
    void believesTheMachineUntilSomethingContradictsIt() {
        clock.answered(Instant.parse("2026-11-24T10:00:00Z"), NOW);

        assertThat(clock.offset()).isZero();
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void correctsAMachineThatIsAnHourBehindByTheDateOfAnAnswer() {
        clock.answered(Instant.parse("2026-11-24T11:00:00Z"), NOW.minusMillis(100));

        assertThat(clock.offset()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(clock.age(snowflakeAt(NOW.plus(Duration.ofHours(1))))).isBetween(seconds(-1), seconds(1));
    }

    @Test
    void knowsThatAnInteractionCannotComeBeforeItWasMade() {
        clock.received(snowflakeAt(NOW.plusSeconds(30)));

        assertThat(clock.offset()).isEqualTo(seconds(30));
    }

    @Test
    void provesNoAgeByTheMachinesClockAlone() {
        Snowflake made = snowflakeAt(NOW.minus(Duration.ofHours(1)));
        Duration life = Duration.ofMinutes(15);
        clock.received(made);

        assertThat(clock.provesOlder(made, life)).isFalse();

        clock.answered(NOW.truncatedTo(ChronoUnit.SECONDS), NOW);

        assertThat(clock.provesOlder(made, life)).isTrue();
        assertThat(clock.provesOlder(snowflakeAt(NOW.minus(life).plusSeconds(2)), life))
                .isFalse();
    }

    @Test
    void narrowsTheDifferenceWithEveryAnswer() {
        // Discord is 20.4 s ahead: 10:00:20.9 shows as 20, and 10:00:21.2 as 21.
        clock.answered(Instant.parse("2026-11-24T10:00:20Z"), machineTime);
        machineTime = NOW.plusMillis(300);
        clock.answered(Instant.parse("2026-11-24T10:00:21Z"), machineTime);

        assertThat(clock.offset()).isBetween(Duration.ofMillis(20_100), Duration.ofMillis(20_500));
    }

    @Test
    void forgetsOldEvidenceWhenAClockIsSet() {
        clock.answered(Instant.parse("2026-11-24T11:00:00Z"), NOW);

        machineTime = NOW.plus(Duration.ofHours(1));
        clock.answered(Instant.parse("2026-11-24T11:00:00Z"), machineTime);

        assertThat(clock.offset()).isZero();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Snowflake snowflakeAt(Instant time) {
        return new Snowflake((time.toEpochMilli() - 1_420_070_400_000L) << 22);
    }
}
