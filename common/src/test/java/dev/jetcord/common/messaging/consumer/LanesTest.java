package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    @Test
    void runsOneKeyInOrderAndOthersBesideIt() {
        Queue<Runnable> threads = new ArrayDeque<>();
        Lanes<String> lanes = new Lanes<>(threads::add, 10);
        List<String> ran = new ArrayList<>();

        lanes.offer("a", () -> ran.add("a1"));
        lanes.offer("a", () -> ran.add("a2"));
        lanes.offer("b", () -> ran.add("b1"));

        assertThat(threads).hasSize(2);
        threads.forEach(Runnable::run);
        assertThat(ran).containsExactly("a1", "a2", "b1");
    }

    @Test
    void refusesWhatALaneCannotHoldAndLetsOthersIn() {
        Lanes<String> lanes = new Lanes<>(task -> {}, 2);

        assertThat(lanes.offer("a", () -> {})).isTrue();
        assertThat(lanes.offer("a", () -> {})).isTrue();
        assertThat(lanes.offer("a", () -> {})).isFalse();
        assertThat(lanes.offer("b", () -> {})).isTrue();
    }

    @Test
    void keepsOrderUnderManyThreads() {
        Queue<Integer> ran = new ConcurrentLinkedQueue<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Lanes<String> lanes = new Lanes<>(threads, 20_000);
            IntStream.range(0, 10_000)
                    .forEach(i -> assertThat(lanes.offer("a", () -> ran.add(i))).isTrue());
            await().until(() -> ran.size() == 10_000);
        }
        assertThat(ran.stream().toList()).isSorted();
    }
}
