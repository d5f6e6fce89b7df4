package dev.jetcord.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void beginsAtOnceAndGoesOnAfterThePauseThatEachRoundAsksFor() {
        try (Rounds _ = Rounds.start("test", () -> rounds.incrementAndGet() < 3 ? Duration.ZERO : NEVER)) {
            await().until(() -> rounds.get() == 3);
        }
    }

    @Test
    void beginsWhenItIsWokenThoughThePauseIsLong() {
        try (Rounds woken = Rounds.start("test", () -> {
            rounds.incrementAndGet();
            return NEVER;
        })) {
            await().until(() -> rounds.get() == 1);

            woken.wake();

            await().until(() -> rounds.get() == 2);
        }
    }

    @Test
    void hasAnotherRoundWhenItIsWokenWhileOneRuns() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Rounds woken = Rounds.start("test", () -> {
            began.countDown();
            goOn.await();
            rounds.incrementAndGet();
            return NEVER;
        })) {
            began.await();

            woken.wake();
            goOn.countDown();

            await().until(() -> rounds.get() == 2);
        }
    }

    @Test
    void goesOnAfterAFailure() {
        try (Rounds failing = Rounds.start("test", () -> {
            if (rounds.incrementAndGet() == 1) {
                throw new IOException("the test has it so");
            }
            return NEVER;
        })) {
            await().until(() -> rounds.get() == 1);
            await().until(() -> {
                failing.wake();
                return rounds.get() > 1;
            });
        }
    }

    @Test
    void endsTheRoundThatRunsWhenItIsClosed() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Rounds endless = Rounds.start("test", () -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException closed) {
                interrupted.set(true);
                throw closed;
            }
            return NEVER;
        });
        began.await();

        endless.close();

        assertThat(interrupted).isTrue();
    }
}
