package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AckKeeperTest {
    private static final Duration ACK_WAIT = Duration.ofNanos(100);

    /** Near the end of what the JVM's nanosecond clock can count to, where it goes on with negative numbers. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 60);

    private final AckKeeper keeper = new AckKeeper(ACK_WAIT, now::get);
    private final RecordedDelivery delivery = RecordedDelivery.first(1);
    private final MessageSettlement settlement = delivery.delivered().settlement();

    @Test
    void signalsEveryHalfAckWaitThatWorkGoesOn() {
        keeper.keep(settlement);

        passAndTick(49);
        assertThat(delivery.said()).isEmpty();
        passAndTick(1);
        assertThat(delivery.said()).hasSize(1);
        passAndTick(49);
        assertThat(delivery.said()).hasSize(1);
        passAndTick(1);
        assertThat(delivery.said()).containsExactly("in progress", "in progress");
    }

    @Test
    void signalsNoMoreWhatItForgot() {
        keeper.keep(settlement);

        keeper.forget(settlement);

        passAndTick(50);
        assertThat(delivery.said()).isEmpty();
    }

    @Test
    void signalsNoMoreWhatIsSettled() {
        keeper.keep(settlement);
        settlement.ack();

        passAndTick(50);

        assertThat(delivery.said()).containsExactly("ack");
    }

    @Test
    void keepsTheOthersWhenOneCannotBeSignalled() {
        keeper.keep(new MessageSettlement(new Unreachable()));
        keeper.keep(settlement);
        keeper.keep(new MessageSettlement(new Unreachable()));

        passAndTick(50);

        assertThat(delivery.said()).containsExactly("in progress");
    }

    private void passAndTick(long nanos) {
        now.addAndGet(nanos);
        keeper.tick();
    }

    /** A server that is away. */
    private static final class Unreachable implements Acknowledger {
        @Override
        public void ack() {
            inProgress();
        }

        @Override
        public void nak(Duration delay) {
            inProgress();
        }

        @Override
        public void term(String reason) {
            inProgress();
        }

        @Override
        public void inProgress() {
            throw new IllegalStateException("the connection is closed");
        }
    }
}
