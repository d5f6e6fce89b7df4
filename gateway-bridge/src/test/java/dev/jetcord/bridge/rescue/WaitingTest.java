package dev.jetcord.bridge.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final Waiting<String, Integer> waiting = new Waiting<>(3);

    @Test
    void givesWhatIsDueInItsOrderAndOnce() {
        waiting.add("b", 2, Duration.ofMillis(20));
        waiting.add("a", 1, Duration.ofMillis(10));
        waiting.add("c", 3, Duration.ofMillis(30));
        assertThat(waiting.takeDue(Duration.ofMillis(9))).isEmpty();
        assertThat(waiting.takeDue(Duration.ofMillis(20))).containsExactly(1, 2);
        assertThat(waiting.takeDue(Duration.ofMillis(20))).isEmpty();
        assertThat(waiting.size()).isEqualTo(1);
    }

    @Test
    void whatIsSettledIsNeverDue() {
        waiting.add("a", 1, Duration.ofMillis(10));
        assertThat(waiting.settle("a")).contains(1);
        assertThat(waiting.settle("a")).isEmpty();
        assertThat(waiting.takeDue(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void isBounded() {
        for (String key : new String[] {"a", "b", "c"}) {
            assertThat(waiting.add(key, 0, Duration.ZERO)).isTrue();
        }
        assertThat(waiting.add("d", 0, Duration.ZERO)).isFalse();
    }
}
