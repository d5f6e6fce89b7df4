package dev.jetcord.bridge.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final long LASTS =
            LeaseTimes.DEFAULT.life().minus(LeaseTimes.DEFAULT.margin()).toMillis();

    private final Membership membership = new Membership(LeaseTimes.DEFAULT);

    @Test
    void thereIsNoneBeforeTheFirstSign() {
        assertThat(membership.lasts(0, millis(0))).isFalse();
    }

    @Test
    void lastsFromWhenTheSignBeganAndNotFromWhenItWasAnswered() {
        renewed(1_000, 2_900);
        assertThat(membership.lasts(1, millis(1_000 + LASTS - 1))).isTrue();
        assertThat(membership.lasts(1, millis(1_000 + LASTS))).isFalse();
    }

    @Test
    void goesOnAsTheSameTermWhileItIsRenewedInTime() {
        renewed(0, 1);
        renewed(1_000, 1_001);
        assertThat(membership.term()).isEqualTo(1);
        assertThat(membership.lasts(1, millis(LASTS + 500))).isTrue();
    }

    /** As after a SIGSTOP: the first thing that runs may be a renewal that succeeds. */
    @Test
    void whatBeganInATermThatLapsedNeverBecomesValidAgain() {
        renewed(0, 1);
        renewed(30_000, 30_001);
        assertThat(membership.lasts(1, millis(30_002))).isFalse();
        assertThat(membership.lasts(2, millis(30_002))).isTrue();
    }

    private void renewed(long begun, long now) {
        membership.renewed(millis(begun), millis(now));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
