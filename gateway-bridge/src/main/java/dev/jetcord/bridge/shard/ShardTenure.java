package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.checkpoint.Checkpoint;
import dev.jetcord.bridge.checkpoint.CheckpointKey;
import dev.jetcord.bridge.checkpoint.LeaseLostException;
import dev.jetcord.bridge.session.ShardSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shard for as long as this bridge holds it: takes its checkpoint up, runs it, and writes how far it has come: at once when
 * a session begins, at a bounded rate after, and in the end. Thread-safe.
 */
final class ShardTenure {
    private static final Logger log = LoggerFactory.getLogger(ShardTenure.class);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    /** What is in hand is stored in far less time than this, or not at all for now; then the next holder replays it. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    private static final Duration DRAIN_LOOK = Duration.ofMillis(5);

    private final ShardSettings settings;
    private final CheckpointKey key;
    private final BooleanSupplier held;
    private final ShardParts parts;
    private final ShardMetrics metrics;
    private final Optional<ShardTenure> before;
    private final Consumer<ShardTenure> over;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable Shard shard;
    private volatile boolean abandoned;

    /**
     * A tenure that has not begun.
     *
     * @param held whether the lease lasts
     * @param before an earlier tenure of the same shard in this bridge, which must have ended first
     * @param over told when this one has ended
     */
    ShardTenure(
            ShardSettings settings,
            CheckpointKey key,
            BooleanSupplier held,
            ShardParts parts,
            ShardMetrics metrics,
            Optional<ShardTenure> before,
            Consumer<ShardTenure> over) {
        this.settings = settings;
        this.key = key;
        this.held = held;
        this.parts = parts;
        this.metrics = metrics;
        this.before = before;
        this.over = over;
        this.thread = Thread.ofVirtual().name("tenure-" + settings.id()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Optional<Shard> shard() {
        return Optional.ofNullable(shard);
    }

    /** Leaves the gateway at once; nothing more is written. */
    void abandon() {
        abandoned = true;
        shard().ifPresent(Shard::stop);
        news.release();
    }

    /** Leaves the gateway in good order and returns when the last checkpoint is written. */
    void handOver() throws InterruptedException {
        Optional<Shard> running = shard();
        if (running.isPresent()) {
            running.get().leave();
            long end = System.nanoTime() + DRAIN.toNanos();
            while (!running.get().complete() && System.nanoTime() < end) {
                Thread.sleep(DRAIN_LOOK);
            }
            running.get().stop();
        } else {
            abandon();
        }
        thread.join();
    }

    private void run() {
        try {
            if (before.isPresent()) {
                before.get().thread.join();
            }
            Optional<Checkpoint> checkpoint = takeUp();
            if (checkpoint.isPresent()) {
                run(checkpoint.get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (LeaseLostException lost) {
            log.warn("shard {} leaves: {}", settings.id(), lost.getMessage());
        } finally {
            over.accept(this);
        }
    }

    private Optional<Checkpoint> takeUp() throws InterruptedException, LeaseLostException {
        while (held.getAsBoolean() && !abandoned) {
            try {
                return Optional.of(key.take());
            } catch (IOException unanswered) {
                log.debug("shard {}: its checkpoint cannot be read now", settings.id(), unanswered);
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
        return Optional.empty();
    }

    private void run(Checkpoint taken) throws InterruptedException, LeaseLostException {
        Shard running = new Shard(settings, taken, held, news::release, parts);
        shard = running;
        if (abandoned) {
            return;
        }
        metrics.add(running);
        // It is woken for nearly every large event, and to wake a virtual
        // thread took a quarter of what such an event costs.
        Thread loop =
                Thread.ofPlatform().daemon().name("shard-" + settings.id()).start(running);
        try {
            keepCheckpoint(running, taken);
        } finally {
            running.stop();
            loop.join();
            metrics.remove(settings.id());
        }
    }

    private void keepCheckpoint(Shard running, Checkpoint taken) throws InterruptedException, LeaseLostException {
        Checkpoint written = taken;
        boolean over = false;
        while (!over) {
            if (news.tryAcquire(BETWEEN_CHECKPOINTS.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
            boolean ended = running.status().phase().ended();
            Checkpoint now = running.checkpoint().orElse(written);
            if (!abandoned && !now.equals(written) && write(now)) {
                written = now;
            }
            // The last one tells the next holder what it resumes, so it is
            // tried for as long as nobody else can hold the shard.
            over = ended && (abandoned || now.equals(written) || !held.getAsBoolean());
        }
    }

    private boolean write(Checkpoint checkpoint) throws LeaseLostException {
        try {
            key.write(checkpoint);
            return true;
        } catch (IOException unanswered) {
            log.debug("shard {}: its checkpoint cannot be written now", settings.id(), unanswered);
            return false;
        }
    }
}
