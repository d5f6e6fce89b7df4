package dev.jetcord.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetStepTest {
    @Test
    void aFleetKeepsUpThatHasStoredAllButWhatIsUnderWay() {
        assertThat(step(3000, 2850, 0).keptUp()).isTrue();
        assertThat(step(3000, 2849, 0).keptUp()).isFalse();
    }

    @Test
    void theWorkerTakesEverySecondEvent() {
        assertThat(step(3000, 3000, 75).keptUp()).isTrue();
        assertThat(step(3000, 3000, 76).keptUp()).isFalse();
    }

    @Test
    void aSourceThatFallsBehindSaysNothingOfTheFleet() {
        assertThat(step(2800, 2800, 0).keptUp()).isFalse();
    }

    @Test
    void aLostOrDoubledEventLeavesNoFigure() {
        assertThatCode(() -> step(3000, 0, 0).requireExactly(3000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> step(3000, 0, 0).requireExactly(2999))
                .isInstanceOf(UnmeasurableException.class)
                .hasMessage("2,999 events are stored instead of 3,000");
        assertThatThrownBy(() -> step(3000, 0, 0).requireExactly(3001)).isInstanceOf(UnmeasurableException.class);
    }

    private static FleetStep step(long sent, long stored, long unhandled) {
        return new FleetStep(1000, Duration.ofSeconds(3), sent, stored, unhandled);
    }
}
