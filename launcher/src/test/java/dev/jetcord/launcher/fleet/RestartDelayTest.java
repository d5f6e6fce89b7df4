package dev.jetcord.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
    private final RestartDelay delay = new RestartDelay();

    @Test
    void growsToHalfAMinuteForAServiceThatKeepsEnding() {
        assertThat(Stream.generate(() -> delay.after(Duration.ofSeconds(2)).toSeconds())
                        .limit(7))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void beginsAnewForAServiceThatCouldRun() {
        delay.after(Duration.ofSeconds(2));
        delay.after(Duration.ofSeconds(2));

        assertThat(delay.after(Duration.ofSeconds(10))).hasSeconds(1);
        assertThat(delay.after(Duration.ofSeconds(2))).hasSeconds(2);
    }
}
