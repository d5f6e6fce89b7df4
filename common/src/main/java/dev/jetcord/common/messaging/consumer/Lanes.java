package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs deliveries with the same key one batch after the other, in the order in which they came, and those with different
 * keys side by side.
 *
 * <p>A lane holds a bounded number of permits, so that one busy key cannot take all that is in hand. What comes beyond
 * that is parked: it keeps its place and needs no permit until one of its lane ends and hands its own over. Invariant:
 * a lane of n deliveries holds min(n, depth) permits.
 *
 * <p>Thread-safe. The runner must not throw.
 *
 * @param <K> the key
 */
final class Lanes<K> {
    private final Executor executor;
    private final LaneLimits limits;
    private final BatchLimits batch;
    private final Consumer<List<Delivered>> runner;
    private final IntConsumer permits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Lane> lanes = new HashMap<>();
    private int parked;
    private long parkedBytes;
    private boolean closed;

    /**
     * @param runner runs one batch, on a thread of the executor
     * @param permits is told how many permits are free again
     */
    Lanes(
            Executor executor,
            LaneLimits limits,
            BatchLimits batch,
            Consumer<List<Delivered>> runner,
            IntConsumer permits) {
        this.executor = requireNonNull(executor, "executor");
        this.limits = requireNonNull(limits, "limits");
        this.batch = requireNonNull(batch, "batch");
        this.runner = requireNonNull(runner, "runner");
        this.permits = requireNonNull(permits, "permits");
    }

    /** Takes a delivery, which holds a permit, into its lane. */
    Admission offer(K key, Delivered delivered) {
        Lane lane;
        lock.lock();
        try {
            if (closed) {
                return Admission.REFUSED;
            }
            lane = lanes.get(key);
            if (lane != null) {
                return offer(lane, delivered);
            }
            lane = new Lane(lock.newCondition());
            lane.waiting.add(delivered);
            lanes.put(key, lane);
        } finally {
            lock.unlock();
        }
        Lane started = lane;
        executor.execute(() -> run(key, started));
        return Admission.IN_HAND;
    }

    /** Takes nothing more, and takes out what has not begun to run, of all lanes; what runs goes on. */
    List<Delivered> close() {
        List<Delivered> left = new ArrayList<>();
        int free = 0;
        lock.lock();
        try {
            closed = true;
            for (Lane lane : lanes.values()) {
                free += lane.waiting.size();
                left.addAll(lane.waiting);
                left.addAll(lane.parked);
                lane.waiting.clear();
                lane.parked.clear();
                lane.mayBeFull.signal();
            }
            parked = 0;
            parkedBytes = 0;
        } finally {
            lock.unlock();
        }
        permits.accept(free);
        return left;
    }

    /** Deliveries that hold no permit. */
    int parked() {
        lock.lock();
        try {
            return parked;
        } finally {
            lock.unlock();
        }
    }

    private Admission offer(Lane lane, Delivered delivered) {
        if (lane.running + lane.waiting.size() < limits.depth()) {
            lane.waiting.add(delivered);
            if (lane.waiting.size() >= batch.size()) {
                lane.mayBeFull.signal();
            }
            return Admission.IN_HAND;
        }
        int bytes = delivered.message().body().length;
        if (parked >= limits.parked() || parkedBytes + bytes > limits.parkedBytes()) {
            return Admission.REFUSED;
        }
        lane.parked.add(delivered);
        parked++;
        parkedBytes += bytes;
        return Admission.PARKED;
    }

    private void run(K key, Lane lane) {
        List<Delivered> next = take(key, lane);
        while (!next.isEmpty()) {
            runner.accept(next);
            permits.accept(end(lane));
            next = take(key, lane);
        }
    }

    /** The lane's next batch; none when the lane has ended. */
    private List<Delivered> take(K key, Lane lane) {
        lock.lock();
        try {
            awaitBatch(lane);
            Delivered first = lane.waiting.poll();
            if (first == null) {
                lanes.remove(key);
                return List.of();
            }
            if (batch.size() == 1 || lane.waiting.isEmpty()) {
                lane.running = 1;
                return List.of(first);
            }
            List<Delivered> taken = new ArrayList<>();
            @Nullable Delivered next = first;
            while (next != null) {
                taken.add(next);
                next = taken.size() < batch.size() ? lane.waiting.poll() : null;
            }
            lane.running = taken.size();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void awaitBatch(Lane lane) {
        long left = batch.age().toNanos();
        while (left > 0 && !closed && !lane.waiting.isEmpty() && lane.waiting.size() < batch.size()) {
            try {
                left = lane.mayBeFull.awaitNanos(left);
            } catch (InterruptedException stopped) {
                // What is there is taken at once, and whoever runs it finds the flag.
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Hands the permits of what ran to what is parked. Returns how many are left over. */
    private int end(Lane lane) {
        lock.lock();
        try {
            int free = lane.running;
            lane.running = 0;
            @Nullable Delivered next;
            while (free > 0 && (next = lane.parked.poll()) != null) {
                lane.waiting.add(next);
                parked--;
                parkedBytes -= next.message().body().length;
                free--;
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** What became of an offer. */
    enum Admission {
        /** It keeps its permit until it has run. */
        IN_HAND,
        /** It runs later; its permit is free. */
        PARKED,
        /** It never runs; its permit is free. */
        REFUSED
    }

    /** Guarded by the lock. */
    private static final class Lane {
        private final Deque<Delivered> waiting = new ArrayDeque<>(2);
        private final Deque<Delivered> parked = new ArrayDeque<>(1);
        private final Condition mayBeFull;
        private int running;

        private Lane(Condition mayBeFull) {
            this.mayBeFull = mayBeFull;
        }
    }
}
