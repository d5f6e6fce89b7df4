package dev.jetcord.bridge.identify;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budget of one process. A bucket is {@code shard % max_concurrency}; within it the lowest shard goes first, and the
 * next one 5 s after the last IDENTIFY was sent. When the day's limit is used up, all wait until it is reset.
 */
public final class LocalIdentifyBudget implements IdentifyBudget {
    private static final Logger log = LoggerFactory.getLogger(LocalIdentifyBudget.class);
    static final Duration SPACING = Duration.ofSeconds(5);
    private static final Duration PERIOD = Duration.ofHours(24);

    private final Supplier<Duration> uptime;
    private final int concurrency;
    private final int total;
    private final TreeMap<Integer, Runnable> waiting = new TreeMap<>();
    /** The shard whose turn it is, by bucket. */
    private final Map<Integer, Integer> holders = new HashMap<>();
    /** When the bucket is free again. */
    private final Map<Integer, Duration> freeAt = new HashMap<>();

    private int remaining;
    private Duration resetAt;
    private boolean exhaustionTold;

    /**
     * The budget as Discord has just told it.
     *
     * @param uptime a clock that never runs backwards
     */
    public LocalIdentifyBudget(
            Supplier<Duration> uptime, int concurrency, int total, int remaining, Duration resetAfter) {
        this.uptime = uptime;
        this.concurrency = concurrency;
        this.total = total;
        this.remaining = remaining;
        this.resetAt = uptime.get().plus(resetAfter);
    }

    @Override
    public synchronized void request(int shard, Runnable granted) {
        waiting.put(shard, granted);
    }

    @Override
    public synchronized void sent(int shard) {
        int bucket = shard % concurrency;
        if (holders.remove(bucket, shard)) {
            freeAt.put(bucket, uptime.get().plus(SPACING));
        }
    }

    @Override
    public synchronized void giveBack(int shard) {
        waiting.remove(shard);
        if (holders.remove(shard % concurrency, shard)) {
            remaining++;
        }
    }

    /** Gives out the turns that are free. To be called several times a second. */
    public synchronized void tick() {
        Duration now = uptime.get();
        if (now.compareTo(resetAt) >= 0) {
            remaining = total;
            resetAt = now.plus(PERIOD);
            exhaustionTold = false;
        }
        for (int shard : waiting.keySet().toArray(Integer[]::new)) {
            int bucket = shard % concurrency;
            boolean free = !holders.containsKey(bucket)
                    && freeAt.getOrDefault(bucket, Duration.ZERO).compareTo(now) <= 0;
            if (free && remaining <= 0) {
                tellExhausted(now);
                return;
            }
            Runnable granted = free ? waiting.remove(shard) : null;
            if (granted != null) {
                holders.put(bucket, shard);
                remaining--;
                granted.run();
            }
        }
    }

    private void tellExhausted(Duration now) {
        if (!exhaustionTold) {
            exhaustionTold = true;
            log.error(
                    "Discord's limit of {} session starts is used up; shards wait {} until it is reset",
                    total,
                    resetAt.minus(now));
        }
    }
}
