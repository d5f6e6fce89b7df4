package dev.jetcord.common.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependencyGateTest {
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger probes = new AtomicInteger();
    /** Each permit lets a probe succeed. */
    private final Semaphore answers = new Semaphore(0);

    private final DependencyGate gate = new DependencyGate(
            "chain", new GateSettings(4, 2, 0.5, INTERVAL), IOException.class::isInstance, this::probe, registry);

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void givesWhatTheDependencyGives() throws Exception {
        assertThat(gate.call(() -> 7)).isEqualTo(7);
        assertThat(gate.isOpen()).isFalse();
        assertThat(open()).isZero();
    }

    @Test
    void staysClosedBeforeItsMinimumOfCalls() {
        fail();

        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void opensAtItsRatioOfFailures() throws Exception {
        gate.call(() -> 1);
        assertThat(gate.isOpen()).isFalse();
        fail();

        assertThat(gate.isOpen()).isTrue();
        assertThat(open()).isEqualTo(1);
        assertThat(openings()).isEqualTo(1);
    }

    @Test
    void staysClosedBelowItsRatio() throws Exception {
        gate.call(() -> 1);
        gate.call(() -> 1);
        fail();

        assertThat(gate.isOpen()).isFalse();
        assertThat(openings()).isZero();
    }

    @Test
    void doesNotCountWhatSaysThatTheCallWasWrong() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> gate.call(() -> {
                        throw new IllegalArgumentException("not the dependency's fault");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void callsNothingWhileItIsOpenAndSaysWhenToTryAgain() {
        open(gate);
        AtomicInteger calls = new AtomicInteger();

        assertThatThrownBy(() -> gate.call(calls::incrementAndGet))
                .isInstanceOfSatisfying(DependencyUnavailableException.class, unavailable -> {
                    assertThat(unavailable.dependency()).isEqualTo("chain");
                    assertThat(unavailable.retryAfter()).isEqualTo(INTERVAL);
                    assertThat(unavailable).hasMessageContaining("chain fails at present");
                });
        assertThat(calls).hasValue(0);
    }

    @Test
    void probesUntilTheDependencyAnswersAndBeginsAnew() {
        open(gate);
        await().until(() -> probes.get() >= 3);
        assertThat(gate.isOpen()).isTrue();

        answers.release();
        await().until(() -> !gate.isOpen());

        assertThat(open()).isZero();
        fail();
        // The failures from before are forgotten.
        assertThat(gate.isOpen()).isFalse();
        fail();
        assertThat(gate.isOpen()).isTrue();
        assertThat(openings()).isEqualTo(2);
        answers.release();
        await().until(() -> !gate.isOpen());
    }

    @Test
    void doesNotOpenASecondTimeForACallThatWasUnderWay() {
        assertThatThrownBy(() -> gate.call(() -> {
                    open(gate);
                    throw new IOException("late");
                }))
                .isInstanceOf(IOException.class);

        assertThat(openings()).isEqualTo(1);
    }

    @Test
    void probesNoMoreOnceItIsClosed() {
        gate.close();

        open(gate);

        assertThat(gate.isOpen()).isTrue();
        assertThat(probes).hasValue(0);
    }

    private void open(DependencyGate of) {
        fail();
        fail();
        assertThat(of.isOpen()).isTrue();
    }

    private void fail() {
        assertThatThrownBy(() -> gate.call(() -> {
                    throw new IOException("down");
                }))
                .isInstanceOf(IOException.class);
    }

    private void probe() throws IOException {
        probes.incrementAndGet();
        if (!answers.tryAcquire()) {
            throw new IOException("still down");
        }
    }

    private double open() {
        return registry.get("jetcord.gate.open").gauge().value();
    }

    private double openings() {
        return registry.get("jetcord.gate.openings").counter().count();
    }
}
