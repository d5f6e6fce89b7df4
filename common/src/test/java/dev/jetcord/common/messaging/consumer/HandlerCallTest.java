package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HandlerCallTest {
    private static final Duration CAP = Duration.ofSeconds(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong();
    private final HandlerCap cap = new HandlerCap(CAP, new AckKeeper(CAP, now::get), now::get);
    private final HandlerCall call = new HandlerCall(cap, new ConsumerMetrics(registry, "test"));
    private final List<Delivered> two = List.of(
            RecordedDelivery.first(1).delivered(), RecordedDelivery.first(2).delivered());

    @Test
    void givesTheHandlersOutcomesAndMeasuresItsTime() {
        List<Outcome> outcomes = List.of(Outcome.done(), new Outcome.Expired());

        assertThat(call.run(two, () -> {
                    now.addAndGet(Duration.ofMillis(20).toNanos());
                    return outcomes;
                }))
                .isSameAs(outcomes);

        var timer = registry.get("jetcord.consumer.handler").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
    }

    @Test
    void triesEachMessageAgainWhateverWasThrown() {
        assertThat(thrown(new IOException("secret"))).containsExactly(retry("IOException"), retry("IOException"));
        assertThat(thrown(new InterruptedException("secret")))
                .containsExactly(retry("the handler was interrupted"), retry("the handler was interrupted"));
        assertThat(call.run(two, () -> {
                    throw new OutOfMemoryError("by hand");
                }))
                .containsExactly(retry("OutOfMemoryError"), retry("OutOfMemoryError"));
    }

    @Test
    void leavesNoInterruptionBehindForWhatFollows() {
        call.run(two, () -> {
            now.addAndGet(CAP.toNanos());
            cap.tick();
            return List.of();
        });

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void isUnderTheCapWhileTheHandlerRunsAndNotAfter() {
        call.run(two, () -> {
            now.addAndGet(2 * CAP.toNanos());
            assertThat(cap.stuck()).isEqualTo(1);
            return List.of();
        });

        assertThat(cap.stuck()).isZero();
    }

    private List<Outcome> thrown(Exception exception) {
        Callable<List<Outcome>> handler = () -> {
            throw exception;
        };
        return call.run(two, handler);
    }

    private static Outcome retry(String reason) {
        return Outcome.retry(reason);
    }
}
