package dev.jetcord.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void isGoodWhenEverythingThatWasSentIsStoredOnce() {
        assertThat(new Verdict(10, 10, 0, 0, 3, Duration.ofSeconds(2)).good()).isTrue();
    }

    @Test
    void countsWhatIsNotStoredAsLost() {
        var verdict = new Verdict(10, 8, 0, 0, 0, Duration.ZERO);

        assertThat(verdict.lost()).isEqualTo(2);
        assertThat(verdict.good()).isFalse();
    }

    @Test
    void isNotGoodWhenSomethingIsDoubledOrCouldNotBeSeen() {
        assertThat(new Verdict(10, 10, 0, 1, 0, Duration.ZERO).good()).isFalse();
        assertThat(new Verdict(10, 10, 1, 0, 0, Duration.ZERO).good()).isFalse();
    }

    @Test
    void isNotGoodWhenThereWasNothingToLose() {
        assertThat(new Verdict(0, 0, 0, 0, 0, Duration.ZERO).good()).isFalse();
    }
}
