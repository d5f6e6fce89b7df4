package dev.jetcord.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.e2e.chaos.Fault.Expectation;
import dev.jetcord.e2e.chaos.Verdict.Sessions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Sessions NO_SESSION_LOST = new Sessions(0, 0, 0, 0);

    @Test
    void nothingIsWrongWhenEverythingThatWasSentIsStoredOnceAndInOrder() {
        assertThat(verdict(10, 10, 0, 0, 0).wrong(Expectation.IN_ORDER)).isEmpty();
    }

    @Test
    void aLossACopyAndSilenceAreWrongWhateverIsExpected() {
        for (Expectation expectation : new Expectation[] {Expectation.IN_ORDER, Expectation.ANY_ORDER}) {
            assertThat(verdict(10, 8, 0, 0, 0).wrong(expectation)).containsExactly("2 lost");
            assertThat(verdict(10, 10, 0, 1, 0).wrong(expectation)).containsExactly("1 doubled");
            assertThat(verdict(10, 10, 3, 0, 0).wrong(expectation)).containsExactly("3 unseen");
            assertThat(verdict(0, 0, 0, 0, 0).wrong(expectation)).containsExactly("nothing was sent");
        }
    }

    @Test
    void theOrderWithinAGuildIsJudgedWhereItIsPromised() {
        assertThat(verdict(10, 10, 0, 0, 2).wrong(Expectation.IN_ORDER)).containsExactly("2 out of order");
        assertThat(verdict(10, 10, 0, 0, 2).wrong(Expectation.ANY_ORDER)).isEmpty();
    }

    @Test
    void sessionsThatAreLostOnPurposeMustBeCountedAndAnnouncedAsTheLedgerDoes() {
        assertThat(lost(8, 8, 8).wrong(Expectation.SESSIONS_LOST)).isEmpty();
        assertThat(lost(8, 7, 8).wrong(Expectation.SESSIONS_LOST)).hasSize(1);
        assertThat(lost(8, 8, 7).wrong(Expectation.SESSIONS_LOST)).hasSize(1);
        assertThat(lost(0, 0, 0).wrong(Expectation.SESSIONS_LOST)).containsExactly("no session was lost");
    }

    @Test
    void aNewSessionWhereOneCouldBeResumedIsWrong() {
        assertThat(new Verdict(10, 10, 0, 0, 0, Duration.ZERO, new Sessions(2, 0, 0, 0)).wrong(Expectation.IN_ORDER))
                .containsExactly("2 new sessions");
    }

    private static Verdict verdict(long sent, long stored, long unseen, long doubled, long outOfOrder) {
        return new Verdict(sent, stored, unseen, doubled, outOfOrder, Duration.ofSeconds(2), NO_SESSION_LOST);
    }

    private static Verdict lost(long byLedger, long counted, long announced) {
        return new Verdict(10, 10, 5, 0, 0, Duration.ZERO, new Sessions(byLedger, byLedger, counted, announced));
    }
}
