package dev.jetcord.common.messaging.consumer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server every half ack wait that work on a message goes on, so that it is not delivered a second time
 * meanwhile, and interrupts a handler that runs longer than its cap. Thread-safe.
 */
final class AckKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AckKeeper.class);

    private final Map<MessageSettlement, Work> kept = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ack-keeper").daemon().factory());
    private final long intervalNanos;
    private final long capNanos;

    AckKeeper(Duration ackWait, Duration cap) {
        this.intervalNanos = ackWait.toNanos() / 2;
        this.capNanos = cap.toNanos();
        long tick = Math.max(1, Math.min(intervalNanos, capNanos) / 4);
        // The tick catches what it throws, so the future says nothing.
        var _ = ticker.scheduleAtFixedRate(this::tick, tick, tick, TimeUnit.NANOSECONDS);
    }

    /** Keeps a message until {@link #forget}. */
    void keep(MessageSettlement settlement) {
        kept.put(settlement, new Work());
    }

    /** The current thread begins to handle the message: from now on the cap runs. */
    void handling(MessageSettlement settlement) {
        Work work = kept.get(settlement);
        if (work != null) {
            work.begin(Thread.currentThread(), System.nanoTime());
        }
    }

    /** The handler has returned: it is not interrupted any more. */
    void handled(MessageSettlement settlement) {
        Work work = kept.get(settlement);
        if (work != null) {
            work.end();
        }
    }

    void forget(MessageSettlement settlement) {
        kept.remove(settlement);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }

    private void tick() {
        long now = System.nanoTime();
        kept.forEach((settlement, work) -> {
            try {
                if (work.signalIsDue(now, intervalNanos)) {
                    settlement.inProgress();
                }
                if (work.interruptIfOver(now, capNanos)) {
                    log.warn("a handler runs for longer than its cap of {}; interrupted", Duration.ofNanos(capNanos));
                }
            } catch (RuntimeException unreachable) {
                // Thrown further it would end the ticks of all messages; the next tick tries again.
                log.warn("cannot tell NATS that work on a message goes on", unreachable);
            }
        });
    }

    /** One message's work. Its methods lock, since the handler's thread and the ticker cross. */
    private static final class Work {
        private long lastSignalNanos = System.nanoTime();
        private long beganNanos;
        private @Nullable Thread handler;

        private synchronized void begin(Thread thread, long now) {
            handler = thread;
            beganNanos = now;
        }

        private synchronized void end() {
            handler = null;
        }

        private synchronized boolean signalIsDue(long now, long interval) {
            boolean due = now - lastSignalNanos >= interval;
            if (due) {
                lastSignalNanos = now;
            }
            return due;
        }

        private synchronized boolean interruptIfOver(long now, long cap) {
            Thread running = handler;
            if (running == null || now - beganNanos < cap) {
                return false;
            }
            running.interrupt();
            handler = null;
            return true;
        }
    }
}
