package dev.jetcord.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.command.Journey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BuiltInCommandsTest {
    private static final Instant CREATED = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void pingShowsEachLeg() {
        Journey journey = new Journey(
                CREATED,
                CREATED.plusMillis(40),
                CREATED.plusMillis(42),
                CREATED.plusMillis(42).plusNanos(300_000));

        assertThat(PingCommand.text(journey)).isEqualTo("""
                        Pong!
                        - gateway to bridge: 40 ms
                        - bridge to stream: 2 ms
                        - stream to worker: under 1 ms
                        """);
    }

    @Test
    void pingExplainsALegThatDifferingClocksMakeNegative() {
        Journey journey = new Journey(CREATED, CREATED.minusMillis(250), CREATED, CREATED);

        assertThat(PingCommand.text(journey))
                .contains("gateway to bridge: under 1 ms (the clocks differ by 250 ms or more)");
    }

    @Test
    void aboutTellsVersionAndUptime() {
        assertThat(AboutCommand.text("1.2.3", Duration.ofHours(26))).contains("Jetcord 1.2.3", "1 d 2 h");
        assertThat(AboutCommand.text("1.2.3", Duration.ofSeconds(5))).contains("5 s");
    }
}
