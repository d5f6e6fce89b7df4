package dev.jetcord.bridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
    private final AtomicInteger steps = new AtomicInteger();

    @Test
    void runsAgainWhenItIsDueOrWoken() {
        try (Loop loop = Loop.of("test", () -> steps.incrementAndGet() < 3 ? Duration.ofMillis(1) : Duration.ofHours(1))
                .start()) {
            await().until(() -> steps.get() == 3);
            loop.wake();
            await().until(() -> steps.get() == 4);
        }
    }

    @Test
    void goesOnAfterADefect() {
        Loop.Step fails = () -> {
            if (steps.incrementAndGet() == 1) {
                throw new IllegalStateException("a defect");
            }
            return Duration.ofHours(1);
        };
        try (Loop loop = Loop.of("test", fails).start()) {
            await().until(() -> steps.get() == 2);
            assertThat(loop).isNotNull();
        }
    }

    @Test
    void endsWhenItIsClosed() throws Exception {
        Loop loop = Loop.of("test", () -> Duration.ofHours(1)).start();
        loop.close();
        loop.join();
        loop.wake();
        assertThat(steps).hasValue(0);
    }
}
