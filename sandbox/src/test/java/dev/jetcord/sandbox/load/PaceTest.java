package dev.jetcord.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void makesUpForWhatFellBehind() {
        Pace pace = new Pace(1000);

        assertThat(pace.due(1_500_000)).isEqualTo(1);
        assertThat(pace.due(1_900_000)).isZero();
        assertThat(pace.due(500_000_000)).isEqualTo(499);
        assertThat(pace.due(1_000_000_000)).isEqualTo(500);
    }

    @Test
    void isNeverDueAtARateOfZero() {
        assertThat(new Pace(0).due(Long.MAX_VALUE)).isZero();
    }
}
