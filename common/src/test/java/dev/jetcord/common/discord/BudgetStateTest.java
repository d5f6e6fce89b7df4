package dev.jetcord.common.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class BudgetStateTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void letsAtMostFiftyPassInAnySecondHoweverManyWant() {
        BudgetState state = BudgetState.EMPTY;
        Instant now = START;
        Deque<Instant> lastSecond = new ArrayDeque<>();
        int sent = 0;
        while (now.isBefore(START.plusSeconds(20))) {
            now = now.plus(state.pause(now));
            state = state.take(now);
            sent++;
            lastSecond.add(now);
            while (!lastSecond.getFirst().isAfter(now.minusSeconds(1))) {
                lastSecond.removeFirst();
            }
            assertThat(lastSecond).hasSizeLessThanOrEqualTo(50);
        }

        assertThat(sent).isBetween(20 * 45, 20 * 45 + 6);
    }

    @Test
    void lendsABurstAfterAPauseButNoMore() {
        BudgetState state = BudgetState.EMPTY;
        int burst = 0;
        while (state.pause(START).isZero()) {
            state = state.take(START);
            burst++;
        }

        assertThat(burst).isEqualTo(5);
        assertThat(state.pause(START)).isLessThan(Duration.ofMillis(25));
    }

    @Test
    void isExhaustedWellBeforeDiscordsBanAndRecoversAfterTenMinutes() {
        BudgetState state = BudgetState.EMPTY.count(BudgetState.MOST_INVALID - 1, START);
        assertThat(state.exhausted()).isFalse();

        state = state.count(1, START.plusSeconds(60));
        assertThat(state.exhausted()).isTrue();

        assertThat(state.count(0, START.plus(Duration.ofMinutes(10))).exhausted())
                .isTrue();
        state = state.count(0, START.plus(Duration.ofMinutes(11)));
        assertThat(state.exhausted()).isFalse();
        assertThat(state.invalidResponses()).isEqualTo(1);
    }
}
