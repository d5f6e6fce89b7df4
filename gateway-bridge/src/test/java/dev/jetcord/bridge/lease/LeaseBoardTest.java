package dev.jetcord.bridge.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseBoardTest {
    private static final Instant SERVER_START = Instant.parse("2026-11-24T12:00:00Z");

    private final LeaseBoard board = new LeaseBoard("self", 4, LeaseTimes.DEFAULT);

    @BeforeEach
    void watch() {
        board.caughtUp(board.watchBegins(), millis(0));
    }

    @Test
    void aBridgeIsAliveForItsLifeAfterItsLastSign() {
        sign("self", 0);
        sign("other", 0);
        selfEverySecond(1_000, 5_000);
        assertThat(board.view(millis(4_999)).alive()).containsExactlyInAnyOrder("self", "other");
        assertThat(board.view(millis(5_000)).alive()).containsExactly("self");
    }

    @Test
    void whoeverIsAboutToStopIsAliveButGetsNoShare() {
        sign("self", 0);
        board.sign("other", true, SERVER_START, millis(0));
        assertThat(board.view(millis(1)).alive()).contains("other");
        assertThat(board.view(millis(1)).staying()).containsExactly("self");
    }

    @Test
    void whenWeSawNothingEverybodyGetsAWholeLifeAnew() {
        sign("self", 0);
        sign("other", 0);
        assertThat(board.sees(millis(2_999))).isTrue();
        assertThat(board.sees(millis(3_000))).isFalse();

        sign("self", 30_000);
        assertThat(board.sees(millis(30_001))).isTrue();
        assertThat(board.view(millis(34_999)).alive()).contains("other");
        selfEverySecond(31_000, 35_000);
        assertThat(board.view(millis(35_000)).alive()).containsExactly("self");
    }

    @Test
    void beforeTheFirstSignOfOurOwnNothingIsSeen() {
        sign("other", 0);
        assertThat(board.sees(millis(1))).isFalse();
    }

    @Test
    void untilAWatchHasToldWhatStoodThereNothingIsSeen() {
        long first = board.watchBegins();
        long second = board.watchBegins();
        sign("self", 0);
        board.caughtUp(first, millis(1));
        assertThat(board.sees(millis(1))).isFalse();

        sign("other", 1);
        board.caughtUp(second, millis(2));
        assertThat(board.sees(millis(2))).isTrue();
        assertThat(board.view(millis(2)).alive()).containsExactlyInAnyOrder("self", "other");
    }

    @Test
    void whoeverDiedLongBeforeWeJoinedIsNotRobbedButGetsNoShare() {
        board.sign("dead", false, SERVER_START.minusSeconds(5), millis(0));
        board.sign("late", false, SERVER_START.minusSeconds(4), millis(0));
        sign("self", 0);
        assertThat(board.view(millis(1)).alive()).containsExactlyInAnyOrder("self", "dead", "late");
        assertThat(board.view(millis(1)).staying()).containsExactlyInAnyOrder("self", "late");

        board.sign("dead", false, SERVER_START.plusMillis(2), millis(2));
        assertThat(board.view(millis(2)).staying()).contains("dead");
    }

    @Test
    void aViewKeepsTheRevisionThatWasDecidedOn() {
        board.lease(1, new Lease(Optional.of("dead"), 1), 6);
        LeaseView view = board.view(millis(0));
        board.lease(1, new Lease(Optional.of("other"), 2), 7);
        assertThat(view.stored(1).revision()).isEqualTo(6);
        assertThat(board.stored(1).revision()).isEqualTo(7);
    }

    @Test
    void anOlderWriteThatComesLateChangesNothing() {
        board.lease(1, new Lease(Optional.of("self"), 2), 7);
        board.lease(1, new Lease(Optional.of("other"), 1), 6);
        assertThat(board.stored(1)).isEqualTo(new StoredLease(new Lease(Optional.of("self"), 2), 7));
        assertThat(board.stored(0)).isEqualTo(StoredLease.NONE);
    }

    private void sign(String member, long at) {
        board.sign(member, false, SERVER_START.plusMillis(at), millis(at));
    }

    private void selfEverySecond(long from, long to) {
        for (long at = from; at <= to; at += 1_000) {
            sign("self", at);
        }
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
