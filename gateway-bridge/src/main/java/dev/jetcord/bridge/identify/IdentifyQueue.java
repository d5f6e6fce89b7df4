package dev.jetcord.bridge.identify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives shards their turn to IDENTIFY: one in 5 s for each bucket {@code shard_id % max_concurrency}, and no more than
 * Discord's session start limit has left (Discord, "Rate Limiting", "Session Start Limit Object"). All work is done on the
 * scheduler's one thread.
 */
public final class IdentifyQueue {
    private static final Logger log = LoggerFactory.getLogger(IdentifyQueue.class);
    private static final Duration SPACING = Duration.ofSeconds(5);

    private final ScheduledExecutorService scheduler;
    private final int concurrency;
    private final Duration resetAfter;
    private final int total;
    private final Map<Integer, Queue<Request>> waiting = new HashMap<>();
    private final Map<Integer, Integer> holders = new HashMap<>();
    private final Map<Integer, Long> notBefore = new HashMap<>();
    private int remaining;

    /**
     * Starts with what {@code /gateway/bot} says.
     *
     * @param scheduler single-threaded
     * @param remaining session starts left until {@code resetAfter} has passed
     */
    public IdentifyQueue(
            ScheduledExecutorService scheduler, int concurrency, int total, int remaining, Duration resetAfter) {
        this.scheduler = scheduler;
        this.concurrency = concurrency;
        this.total = total;
        this.remaining = remaining;
        this.resetAfter = resetAfter;
        var _ = scheduler.schedule(this::reset, resetAfter.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Calls {@code turn} when the shard may identify. */
    public void request(int shard, Runnable turn) {
        scheduler.execute(() -> {
            waiting.computeIfAbsent(bucket(shard), unused -> new ArrayDeque<>()).add(new Request(shard, turn));
            serve(bucket(shard));
        });
    }

    /** The shard has identified. */
    public void sent(int shard) {
        scheduler.execute(() -> {
            remaining--;
            notBefore.put(bucket(shard), System.nanoTime() + SPACING.toNanos());
            release(shard);
        });
    }

    /** The shard does not need its turn, or its request, any more. */
    public void returned(int shard) {
        scheduler.execute(() -> {
            Queue<Request> queue = waiting.get(bucket(shard));
            if (queue != null) {
                queue.removeIf(request -> request.shard == shard);
            }
            release(shard);
        });
    }

    private void release(int shard) {
        holders.remove(bucket(shard), shard);
        serve(bucket(shard));
    }

    private void serve(int bucket) {
        Queue<Request> queue = waiting.get(bucket);
        if (queue == null || queue.isEmpty() || holders.containsKey(bucket)) {
            return;
        }
        if (remaining <= 0) {
            log.warn(
                    "Discord allows no more session starts today ({} in all); waiting for the limit's reset, at most {}",
                    total,
                    resetAfter);
            return;
        }
        long wait = notBefore.getOrDefault(bucket, System.nanoTime()) - System.nanoTime();
        if (wait > 0) {
            var _ = scheduler.schedule(() -> serve(bucket), wait, TimeUnit.NANOSECONDS);
            return;
        }
        Request next = queue.remove();
        holders.put(bucket, next.shard);
        next.turn.run();
    }

    private void reset() {
        remaining = total;
        waiting.keySet().forEach(this::serve);
    }

    private int bucket(int shard) {
        return shard % concurrency;
    }

    private record Request(int shard, Runnable turn) {}
}
