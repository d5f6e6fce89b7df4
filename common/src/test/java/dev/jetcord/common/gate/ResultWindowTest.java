package dev.jetcord.common.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultWindowTest {
    private final ResultWindow window = new ResultWindow(3);

    @Test
    void countsCallsAndFailures() {
        add(true, false);

        assertThat(window.calls()).isEqualTo(2);
        assertThat(window.failures()).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestWhenItIsFull() {
        add(true, false, false);
        assertThat(window.failures()).isEqualTo(1);

        add(false);
        assertThat(window.calls()).isEqualTo(3);
        assertThat(window.failures()).isZero();

        add(true, true, true, true);
        assertThat(window.calls()).isEqualTo(3);
        assertThat(window.failures()).isEqualTo(3);
    }

    @Test
    void isEmptyAndWholeAgainAfterItWasCleared() {
        add(true, true);

        window.clear();
        assertThat(window.calls()).isZero();
        assertThat(window.failures()).isZero();

        add(true, false, false, false);
        assertThat(window.calls()).isEqualTo(3);
        assertThat(window.failures()).isZero();
    }

    private void add(boolean... failures) {
        for (boolean failure : failures) {
            window.add(failure);
        }
    }
}
