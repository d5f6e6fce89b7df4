package dev.jetcord.bridge.lease;

import dev.jetcord.bridge.loop.Loop;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.operations.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims, keeps and hands over this bridge's share of the shards. One thread makes the bridge heard, another looks at what
 * all bridges do and acts on it; shards are handed over on threads of their own. Thread-safe.
 */
public final class LeaseKeeper {
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration BETWEEN_WATCHES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

    private final LeaseStore store;
    private final ShardHost host;
    private final Supplier<Duration> uptime;
    private final LeaseBoard board;
    private final SignsOfLife signs;
    /** The term in which each shard that runs here was claimed. */
    private final ConcurrentMap<Integer, Long> running = new ConcurrentHashMap<>();

    /** What hands over each shard that is on its way out. */
    private final ConcurrentMap<Integer, Thread> leaving = new ConcurrentHashMap<>();

    private final Loop looking = Loop.of("leases", this::look);
    private List<KeyValueBucket.Watch> watches = List.of();
    private Duration watchedAt = Duration.ZERO;
    private volatile int share;
    private volatile Health.Status status = Health.Status.unhealthy("waits to see the other bridges");

    /**
     * Holds nothing yet.
     *
     * @param uptime a clock that never runs backwards, and that goes on while the process stands still
     */
    public LeaseKeeper(LeaseStore store, ShardHost host, LeaseTimes times, Supplier<Duration> uptime) {
        this.store = store;
        this.host = host;
        this.uptime = uptime;
        this.board = new LeaseBoard(store.self(), store.count(), times);
        this.signs = new SignsOfLife(store, times, uptime, looking::wake);
    }

    /** Joins the other bridges. */
    public void start() {
        signs.start();
        looking.start();
    }

    /** How many shards run here. */
    public int held() {
        return running.size();
    }

    /** How many shards should run here; 0 while nothing is known of the other bridges. */
    public int share() {
        return share;
    }

    /** Whether this bridge holds its share. */
    public Health health() {
        return () -> status;
    }

    /**
     * Hands every shard over and leaves the other bridges. What is not handed over within {@code budget} is claimed by others
     * once this bridge is no longer heard of.
     */
    public void stop(Duration budget) throws InterruptedException {
        Duration end = uptime.get().plus(budget);
        signs.leaving();
        looking.close();
        looking.join();
        running.keySet().forEach(this::beginHandOver);
        boolean all = true;
        for (Thread thread : leaving.values()) {
            all &= thread.join(
                    Duration.ofNanos(Math.max(1, end.minus(uptime.get()).toNanos())));
        }
        signs.stop();
        watches.forEach(KeyValueBucket.Watch::close);
        if (!all) {
            log.warn("not every shard could be handed over in time; other bridges claim the rest a little later");
            return;
        }
        try {
            store.leave();
        } catch (IOException unanswered) {
            log.warn("the other bridges could not be told that this one has stopped: {}", unanswered.getMessage());
        }
    }

    private Duration look() throws InterruptedException {
        Duration now = uptime.get();
        keepWatching(now);
        leaveWhatLapsed(now);
        long term = signs.membership().term();
        if (signs.membership().lasts(term, now) && board.sees(now)) {
            act(board.view(now), term);
        } else {
            share = 0;
            status = Health.Status.unhealthy("does not hear of the other bridges, or they not of it");
        }
        return LOOK;
    }

    private void keepWatching(Duration now) throws InterruptedException {
        boolean due = watches.isEmpty() || now.minus(watchedAt).compareTo(BETWEEN_WATCHES) >= 0;
        if (board.sees(now) || !due) {
            return;
        }
        watches.forEach(KeyValueBucket.Watch::close);
        watches = List.of();
        watchedAt = now;
        try {
            watches = store.watch(board, uptime, looking::wake);
        } catch (IOException unanswered) {
            log.debug("the bridges cannot be watched now", unanswered);
        }
    }

    private void leaveWhatLapsed(Duration now) {
        running.forEach((shard, term) -> {
            if (!signs.membership().lasts(term, now)) {
                log.warn("shard {}: its lease lapsed here, since the other bridges have not heard of this one", shard);
                abandon(shard);
            }
        });
    }

    private void act(LeaseView view, long term) {
        Set<Integer> here = Set.copyOf(running.keySet());
        Set<Integer> beginning = here.stream().filter(host::beginning).collect(Collectors.toSet());
        LeasePlan plan = LeasePlan.decide(view, here, Set.copyOf(leaving.keySet()), beginning);
        for (int shard : plan.lost()) {
            log.warn("shard {}: another bridge holds it now", shard);
            abandon(shard);
        }
        int claimed = claim(plan.claim(), view, term);
        plan.release().ifPresent(shard -> {
            log.info("shard {}: handing it over, so that every bridge has its share", shard);
            beginHandOver(shard);
        });
        int wanting = plan.claim().size() - claimed;
        share = LeasePlan.quota(board.view(uptime.get()));
        // Until the others see this bridge it has no share, and none is not what it waits for.
        if (!view.staying().contains(store.self())) {
            status = Health.Status.unhealthy("has not joined the other bridges yet");
        } else if (wanting > 0 || running.size() < share) {
            status = Health.Status.unhealthy("holds " + running.size() + " of the " + share + " shards of its share");
        } else {
            status = Health.Status.OK;
        }
    }

    /** Returns how many of the shards this bridge has now. */
    private int claim(List<Integer> shards, LeaseView view, long term) {
        int claimed = 0;
        for (int shard : shards) {
            try {
                claimed += claim(shard, view.stored(shard), term) ? 1 : 0;
            } catch (IOException unanswered) {
                // It may have been written all the same: the watch will tell, and it is then claimed once more.
                log.debug("shard {} could not be claimed now", shard, unanswered);
                return claimed;
            }
        }
        return claimed;
    }

    /** Claims a shard as it was seen to be free: since then another bridge may have claimed it, and lives. */
    private boolean claim(int shard, StoredLease seen, long term) throws IOException {
        Lease lease = seen.lease().claimedBy(store.self());
        OptionalLong revision = store.write(shard, lease, seen.revision());
        if (revision.isEmpty()) {
            return false;
        }
        board.lease(shard, lease, revision.getAsLong());
        running.put(shard, term);
        host.start(shard, lease.epoch(), () -> signs.membership().lasts(term, uptime.get()));
        return true;
    }

    private void abandon(int shard) {
        running.remove(shard);
        host.abandon(shard);
    }

    private void beginHandOver(int shard) {
        long term = running.getOrDefault(shard, 0L);
        Thread thread = Thread.ofVirtual().name("hand-over-" + shard).unstarted(() -> handOver(shard, term));
        leaving.put(shard, thread);
        running.remove(shard);
        thread.start();
    }

    private void handOver(int shard, long term) {
        try {
            host.handOver(shard);
            handBack(shard, term);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            leaving.remove(shard);
            looking.wake();
        }
    }

    private void handBack(int shard, long term) throws InterruptedException {
        StoredLease ours = board.stored(shard);
        Lease handedBack = ours.lease().handedBack();
        // Once the term has lapsed, others may have claimed it, and will.
        while (ours.lease().ownedBy(store.self()) && signs.membership().lasts(term, uptime.get())) {
            try {
                store.write(shard, handedBack, ours.revision())
                        .ifPresent(written -> board.lease(shard, handedBack, written));
                return;
            } catch (IOException unanswered) {
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }
}
