package dev.jetcord.bridge.identify;

import dev.jetcord.bridge.loop.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns to IDENTIFY of all bridges (Discord, "Max Concurrency"): a bucket is {@code shard % max_concurrency}, and one
 * shard of it may IDENTIFY within 5 s. Who takes a turn writes so first, by compare-and-set. Within a bridge the lowest shard
 * goes first. Thread-safe; one thread of its own speaks with NATS and Discord.
 */
public final class SharedIdentifyBudget implements IdentifyBudget, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedIdentifyBudget.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final TurnStore store;
    private final DailyLimit limit;
    private final int concurrency;
    private final Supplier<Duration> uptime;
    private final Loop loop = Loop.of("identify-turns", this::look);

    /** By shard. Guarded by this, as all below. */
    private final TreeMap<Integer, Runnable> waiting = new TreeMap<>();

    private final Map<Integer, Own> own = new HashMap<>();
    private final Map<Integer, Seen> seen = new HashMap<>();

    /**
     * Starts to give out turns.
     *
     * @param concurrency Discord's {@code max_concurrency}
     * @param uptime a clock that never runs backwards
     */
    public static SharedIdentifyBudget start(
            NatsTurnStore store, DailyLimit limit, int concurrency, Supplier<Duration> uptime) {
        SharedIdentifyBudget budget = new SharedIdentifyBudget(store, limit, concurrency, uptime);
        budget.loop.start();
        return budget;
    }

    SharedIdentifyBudget(TurnStore store, DailyLimit limit, int concurrency, Supplier<Duration> uptime) {
        this.store = store;
        this.limit = limit;
        this.concurrency = concurrency;
        this.uptime = uptime;
    }

    @Override
    public synchronized void request(int shard, Runnable granted) {
        waiting.put(shard, granted);
        loop.wake();
    }

    @Override
    public synchronized void sent(int shard) {
        end(shard, Turn.State.SENT);
    }

    @Override
    public synchronized void giveBack(int shard) {
        waiting.remove(shard);
        end(shard, Turn.State.FREE);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void end(int shard, Turn.State state) {
        Own turn = own.get(shard % concurrency);
        if (turn != null && turn.shard == shard && turn.state == Turn.State.HELD) {
            turn.state = state;
            turn.changedAt = uptime.get();
            loop.wake();
        }
    }

    private Duration look() throws InterruptedException {
        try {
            writeEnded();
            grant();
        } catch (IOException unanswered) {
            log.debug("turns to identify cannot be agreed on now", unanswered);
        }
        return LOOK;
    }

    /** Tells the other bridges what became of our turns. Where somebody has written since, it is no matter any more. */
    void writeEnded() throws IOException {
        for (int bucket = 0; bucket < concurrency; bucket++) {
            Own turn = turnToWrite(bucket);
            if (turn != null) {
                Turn.State state = turn.state;
                OptionalLong revision = store.write(bucket, state, turn.revision);
                synchronized (this) {
                    turn.written = state;
                    revision.ifPresent(written -> turn.revision = written);
                }
            }
        }
    }

    private synchronized @Nullable Own turnToWrite(int bucket) {
        Own turn = own.get(bucket);
        return turn != null && turn.state != turn.written ? turn : null;
    }

    /** Gives out the turns that are free. */
    void grant() throws IOException, InterruptedException {
        for (int shard : waitingShards()) {
            int bucket = shard % concurrency;
            Optional<Turn> last = mayHold(bucket) ? store.read(bucket) : Optional.empty();
            if (!mayHold(bucket) || !free(bucket, last)) {
                continue;
            }
            if (!limit.allows()) {
                return;
            }
            OptionalLong revision = store.write(
                    bucket, Turn.State.HELD, last.map(Turn::revision).orElse(0L));
            if (revision.isPresent()) {
                hand(shard, bucket, revision.getAsLong());
            }
        }
    }

    private synchronized List<Integer> waitingShards() {
        return List.copyOf(waiting.keySet());
    }

    private synchronized boolean mayHold(int bucket) {
        Own turn = own.get(bucket);
        return turn == null || turn.state != Turn.State.HELD;
    }

    private boolean free(int bucket, Optional<Turn> last) throws IOException {
        if (last.isEmpty()) {
            return true;
        }
        Turn turn = last.get();
        Duration now = uptime.get();
        synchronized (this) {
            Own ours = own.get(bucket);
            if (ours != null && ours.revision == turn.revision()) {
                return now.minus(ours.changedAt).compareTo(ours.state.blocks()) >= 0;
            }
            Seen before = seen.get(bucket);
            if (before == null || before.revision() != turn.revision()) {
                before = new Seen(turn.revision(), now);
                seen.put(bucket, before);
            }
            // Whatever the server's clock says, what has stood there for so long blocks no more.
            if (now.minus(before.at()).compareTo(turn.state().blocks()) >= 0) {
                return true;
            }
        }
        Duration age = Duration.between(turn.writtenAt(), store.serverTime());
        return age.compareTo(turn.state().blocks()) >= 0;
    }

    private void hand(int shard, int bucket, long revision) {
        Runnable granted;
        synchronized (this) {
            Own turn = new Own(shard, revision, uptime.get());
            own.put(bucket, turn);
            granted = waiting.remove(shard);
            if (granted == null) {
                turn.state = Turn.State.FREE;
                return;
            }
        }
        limit.used();
        granted.run();
    }

    /** A turn that this bridge took last in its bucket. Guarded by the budget. */
    private static final class Own {
        private final int shard;
        private long revision;
        private Turn.State state = Turn.State.HELD;
        private Turn.State written = Turn.State.HELD;
        private Duration changedAt;

        private Own(int shard, long revision, Duration now) {
            this.shard = shard;
            this.revision = revision;
            this.changedAt = now;
        }
    }

    private record Seen(long revision, Duration at) {}
}
