package dev.jetcord.common.messaging.consumer;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks with the same key one after the other, in the order in which they came, and tasks with different keys side
 * by side. A lane holds a bounded number of tasks, so that one busy key cannot take all that is in hand.
 *
 * <p>Thread-safe. Tasks must not throw.
 *
 * @param <K> the key
 */
final class Lanes<K> {
    private final Executor executor;
    private final int depth;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Queue<Runnable>> waiting = new HashMap<>();

    Lanes(Executor executor, int depth) {
        this.executor = executor;
        this.depth = depth;
    }

    /** Runs the task when those before it in its lane are done; false when its lane is full, and then it never runs. */
    boolean offer(K key, Runnable task) {
        lock.lock();
        try {
            Queue<Runnable> lane = waiting.get(key);
            if (lane != null) {
                // The running task is not in the queue.
                return lane.size() + 1 < depth && lane.add(task);
            }
            waiting.put(key, new ArrayDeque<>(0));
        } finally {
            lock.unlock();
        }
        executor.execute(() -> run(key, task));
        return true;
    }

    private void run(K key, Runnable first) {
        @Nullable Runnable task = first;
        while (task != null) {
            task.run();
            task = next(key);
        }
    }

    private @Nullable Runnable next(K key) {
        lock.lock();
        try {
            Queue<Runnable> lane = waiting.get(key);
            Runnable task = lane == null ? null : lane.poll();
            if (task == null) {
                waiting.remove(key);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }
}
