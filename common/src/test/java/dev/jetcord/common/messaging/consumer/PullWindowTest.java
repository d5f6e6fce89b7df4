package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PullWindowTest {
    private final PullWindow window = new PullWindow(8);

    @Test
    void requestsEverythingThatIsFreeAndNoMore() {
        assertThat(window.request(10)).isEqualTo(8);
        assertThat(window.request(10)).isZero();
    }

    @Test
    void requestsNothingWhileAllPermitsAreInUse() {
        window.request(10);
        for (int i = 0; i < 8; i++) {
            window.received();
        }

        assertThat(window.request(10)).isZero();
        window.released(1);
        assertThat(window.request(10)).isEqualTo(1);
    }

    @Test
    void waitsForAQuarterOfThePermitsWhileARequestIsOpen() {
        window.request(10);
        window.received();
        window.released(1);
        assertThat(window.request(10)).isZero();
        window.received();
        window.released(1);
        assertThat(window.request(10)).isEqualTo(2);
    }

    @Test
    void takesBackWhatTheServerDidNotDeliver() {
        window.request(10);
        window.received();
        window.ended(7);

        assertThat(window.requested()).isZero();
        assertThat(window.request(10)).isEqualTo(7);
    }

    @Test
    void givesUpARequestThatNobodyAnswers() {
        window.request(10);

        assertThat(window.giveUp(9)).isFalse();
        assertThat(window.giveUp(10)).isTrue();
        assertThat(window.request(20)).isEqualTo(8);
    }

    @Test
    void countsWhatIsRequestedAndWhatIsInUse() {
        window.request(10);
        window.received();
        window.received();

        assertThat(window.requested()).isEqualTo(6);
        assertThat(window.used()).isEqualTo(2);
    }

    @Test
    void neverHoldsMoreThanItsPermitsWhateverTheOrder() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int step = 0; step < 100_000; step++) {
            switch (random.nextInt(4)) {
                case 0 -> window.request(step + 50L);
                case 1 -> {
                    if (window.requested() > 0) {
                        window.received();
                    }
                }
                case 2 -> {
                    if (window.used() > 0) {
                        window.released(1);
                    }
                }
                default -> window.giveUp(step);
            }
            assertThat(window.used() + window.requested()).isBetween(0, 8);
        }
    }
}
