package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.consumer.Lanes.Admission;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final LaneLimits WIDE = new LaneLimits(20_000, 0, 0);

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Queue<List<Long>> ran = new ConcurrentLinkedQueue<>();
    private final AtomicInteger permits = new AtomicInteger();

    @Test
    void runsOneKeyInOrderAndOthersBesideIt() {
        Lanes<String> lanes = lanes(threads::add, WIDE, BatchLimits.ONE);

        offer(lanes, "a", 1);
        offer(lanes, "a", 2);
        offer(lanes, "b", 3);

        assertThat(threads).hasSize(2);
        threads.forEach(Runnable::run);
        assertThat(ran).containsExactly(List.of(1L), List.of(2L), List.of(3L));
        assertThat(permits).hasValue(3);
    }

    @Test
    void beginsALaneAnewAfterItHasEnded() {
        Lanes<String> lanes = lanes(threads::add, WIDE, BatchLimits.ONE);
        offer(lanes, "a", 1);
        threads.remove().run();

        offer(lanes, "a", 2);
        threads.remove().run();

        assertThat(ran).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void parksWhatALaneHasNoPermitForAndKeepsItsOrder() {
        Lanes<String> lanes = lanes(threads::add, new LaneLimits(2, 2, 1000), BatchLimits.ONE);

        assertThat(offer(lanes, "a", 1)).isEqualTo(Admission.IN_HAND);
        assertThat(offer(lanes, "a", 2)).isEqualTo(Admission.IN_HAND);
        assertThat(offer(lanes, "a", 3)).isEqualTo(Admission.PARKED);
        assertThat(offer(lanes, "a", 4)).isEqualTo(Admission.PARKED);
        assertThat(offer(lanes, "a", 5)).isEqualTo(Admission.REFUSED);
        assertThat(offer(lanes, "b", 6)).isEqualTo(Admission.IN_HAND);
        assertThat(lanes.parked()).isEqualTo(2);

        threads.forEach(Runnable::run);

        assertThat(ran).containsExactly(List.of(1L), List.of(2L), List.of(3L), List.of(4L), List.of(6L));
        // Two of lane a were handed to what was parked.
        assertThat(permits).hasValue(3);
        assertThat(lanes.parked()).isZero();
    }

    @Test
    void countsTheBytesThatAreParked() {
        Lanes<String> lanes = lanes(threads::add, new LaneLimits(1, 100, 20), BatchLimits.ONE);
        offer(lanes, "a", 1);

        assertThat(offer(lanes, "a", 2)).isEqualTo(Admission.PARKED);
        assertThat(offer(lanes, "a", 3)).isEqualTo(Admission.PARKED);
        assertThat(offer(lanes, "a", 4)).isEqualTo(Admission.REFUSED);

        threads.remove().run();
        offer(lanes, "a", 5);
        assertThat(offer(lanes, "a", 6)).isEqualTo(Admission.PARKED);
    }

    @Test
    void handsOverABatchOfWhatIsThereWithoutWaiting() {
        Lanes<String> lanes = lanes(threads::add, WIDE, new BatchLimits(3, Duration.ZERO));

        LongStream.rangeClosed(1, 5).forEach(sequence -> offer(lanes, "a", sequence));
        threads.remove().run();

        assertThat(ran).containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L));
        assertThat(permits).hasValue(5);
    }

    @Test
    void waitsForABatchToFill() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Lanes<String> lanes = lanes(
                    task -> pool.execute(() -> {
                        started.countDown();
                        task.run();
                    }),
                    WIDE,
                    new BatchLimits(3, Duration.ofHours(1)));

            offer(lanes, "a", 1);
            started.await();
            offer(lanes, "a", 2);
            offer(lanes, "a", 3);

            await().until(() -> ran.size() == 1);
            assertThat(ran).containsExactly(List.of(1L, 2L, 3L));
        }
    }

    @Test
    void handsOverASmallBatchOfAge() {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Lanes<String> lanes = lanes(pool, WIDE, new BatchLimits(3, Duration.ofMillis(20)));

            offer(lanes, "a", 1);

            await().until(() -> ran.size() == 1);
            assertThat(ran).containsExactly(List.of(1L));
        }
    }

    @Test
    void takesOutWhatHasNotBegunWhenClosed() {
        List<Lanes<String>> self = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        Lanes<String> lanes = new Lanes<>(
                threads::add,
                new LaneLimits(2, 10, 1000),
                BatchLimits.ONE,
                batch -> {
                    ran.add(sequences(batch));
                    left.addAll(sequences(self.getFirst().close()));
                },
                permits::addAndGet);
        self.add(lanes);
        LongStream.rangeClosed(1, 4).forEach(sequence -> offer(lanes, "a", sequence));

        threads.remove().run();

        assertThat(ran).containsExactly(List.of(1L));
        assertThat(left).containsExactly(2L, 3L, 4L);
        assertThat(permits).hasValue(2);
        assertThat(offer(lanes, "b", 5)).isEqualTo(Admission.REFUSED);
        assertThat(lanes.parked()).isZero();
    }

    @Test
    void keepsOrderUnderManyThreads() {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Lanes<String> lanes = lanes(pool, new LaneLimits(10, 20_000, 1_000_000), BatchLimits.ONE);
            LongStream.range(0, 10_000).forEach(i -> offer(lanes, "a", i));
            await().until(() -> ran.size() == 10_000);
        }
        assertThat(ran.stream().map(List::getFirst).toList()).isSorted();
    }

    private Lanes<String> lanes(Executor executor, LaneLimits limits, BatchLimits batch) {
        return new Lanes<>(executor, limits, batch, messages -> ran.add(sequences(messages)), permits::addAndGet);
    }

    private static Admission offer(Lanes<String> lanes, String key, long sequence) {
        return lanes.offer(key, RecordedDelivery.first(sequence).delivered());
    }

    private static List<Long> sequences(List<Delivered> messages) {
        return messages.stream()
                .map(delivered -> delivered.message().delivery().streamSequence())
                .toList();
    }
}
