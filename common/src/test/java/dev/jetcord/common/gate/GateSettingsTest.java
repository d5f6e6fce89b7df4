package dev.jetcord.common.gate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateSettingsTest {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @Test
    void takesTheEndsOfItsRanges() {
        assertThatCode(() -> new GateSettings(1, 1, 1, Duration.ofNanos(1))).doesNotThrowAnyException();
        assertThatCode(() -> new GateSettings(5, 5, 0.001, INTERVAL)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatLiesOutsideOfThem() {
        refuses(0, 1, 0.5, INTERVAL);
        refuses(1, 0, 0.5, INTERVAL);
        refuses(1, 2, 0.5, INTERVAL);
        refuses(1, 1, 0, INTERVAL);
        refuses(1, 1, 1.001, INTERVAL);
        refuses(1, 1, Double.NaN, INTERVAL);
        refuses(1, 1, 0.5, Duration.ZERO);
        refuses(1, 1, 0.5, Duration.ofNanos(-1));
    }

    private static void refuses(int window, int minimumCalls, double ratio, Duration interval) {
        assertThatThrownBy(() -> new GateSettings(window, minimumCalls, ratio, interval))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
