package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The test's thread stands for the handler's. */
class HandlerCapTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 150);
    private final AckKeeper keeper = new AckKeeper(Duration.ofNanos(2), now::get);
    private final HandlerCap cap = new HandlerCap(Duration.ofNanos(100), keeper, now::get);
    private final RecordedDelivery delivery = RecordedDelivery.first(1);

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void interruptsAtTheCapAndKeepsTheMessagesNoMore() {
        keeper.keep(delivery.delivered().settlement());
        cap.begin(List.of(delivery.delivered()));

        passAndTick(99);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        passAndTick(1);
        assertThat(Thread.interrupted()).isTrue();

        passAndTick(10);
        keeper.tick();
        assertThat(delivery.said()).isEmpty();
    }

    @Test
    void interruptsARunOnce() {
        cap.begin(List.of(delivery.delivered()));
        passAndTick(100);
        assertThat(Thread.interrupted()).isTrue();

        passAndTick(100);

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void leavesAloneWhatHasEndedAndSaysHowLongItTook() {
        HandlerCap.Run run = cap.begin(List.of(delivery.delivered()));
        now.addAndGet(70);

        assertThat(cap.end(run)).isEqualTo(70);

        passAndTick(100);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(cap.stuck()).isZero();
    }

    @Test
    void countsAsStuckWhatRunsOnForTwiceItsCap() {
        HandlerCap.Run run = cap.begin(List.of(delivery.delivered()));

        passAndTick(199);
        assertThat(cap.stuck()).isZero();
        passAndTick(1);
        assertThat(cap.stuck()).isEqualTo(1);

        cap.end(run);
        assertThat(cap.stuck()).isZero();
    }

    private void passAndTick(long nanos) {
        now.addAndGet(nanos);
        cap.tick();
    }
}
