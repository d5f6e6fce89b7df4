package dev.jetcord.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final Lifecycle lifecycle = new Lifecycle(BUDGET);
    private final List<String> stopped = new ArrayList<>();

    @Test
    void stopsInReverseOrder() throws Exception {
        lifecycle.onStop("first", budget -> stopped.add("first"));
        lifecycle.onStop("second", budget -> stopped.add("second"));

        assertThat(lifecycle.stop()).isTrue();

        assertThat(stopped).containsExactly("second", "first");
        assertThat(lifecycle.isStopping()).isTrue();
        lifecycle.awaitStopped();
    }

    @Test
    void tellsEachPartWhatIsLeftOfTheBudget() {
        List<Duration> left = new ArrayList<>();
        CountDownLatch never = new CountDownLatch(1);
        lifecycle.onStop("first", left::add);
        lifecycle.onStop("second", budget -> {
            left.add(budget);
            assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
        });

        lifecycle.stop();

        assertThat(left).allMatch(budget -> budget.compareTo(BUDGET) <= 0);
        assertThat(left.getFirst().minus(left.getLast())).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void oneFailureKeepsNoOtherPartFromStoppingAndMakesTheStopUnclean() {
        lifecycle.onStop("first", budget -> stopped.add("first"));
        lifecycle.onStop("failing", budget -> {
            throw new IOException("no");
        });

        assertThat(lifecycle.stop()).isFalse();

        assertThat(stopped).containsExactly("first");
    }

    @Test
    void aStopOverTheBudgetIsUncleanAndLeavesNothingToTheOthers() {
        Lifecycle hurried = new Lifecycle(Duration.ofMillis(10));
        List<Duration> left = new ArrayList<>();
        CountDownLatch never = new CountDownLatch(1);
        hurried.onStop("first", left::add);
        hurried.onStop(
                "slow",
                budget -> assertThat(never.await(30, TimeUnit.MILLISECONDS)).isFalse());

        assertThat(hurried.stop()).isFalse();

        assertThat(left).containsExactly(Duration.ZERO);
    }

    @Test
    void aSecondStopWaitsForTheFirst() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        lifecycle.onStop("slow", budget -> {
            begun.countDown();
            release.await();
            stopped.add("slow");
        });

        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(lifecycle::stop);
        CompletableFuture<List<String>> second = CompletableFuture.runAsync(() -> awaitLatch(begun))
                .thenApply(begin -> lifecycle.stop() ? List.copyOf(stopped) : List.of());
        awaitLatch(begun);
        release.countDown();

        assertThat(second.join()).containsExactly("slow");
        assertThat(first.join()).isTrue();
    }

    @Test
    void nothingCanBeStartedOnceItStops() {
        lifecycle.stop();

        assertThatThrownBy(() -> lifecycle.onStop("late", budget -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("late");
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
