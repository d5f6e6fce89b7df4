package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Drives what a consumer has to look after while handlers run. Its thread only ever does what does not block. */
final class ConsumerTicks implements AutoCloseable {
    private static final int TICKS_PER_INTERVAL = 4;

    private final AckKeeper keeper;
    private final HandlerCap cap;
    private final long intervalNanos;
    private final ScheduledExecutorService ticker;

    ConsumerTicks(ConsumerSettings settings, AckKeeper keeper, HandlerCap cap) {
        this.keeper = requireNonNull(keeper, "keeper");
        this.cap = requireNonNull(cap, "cap");
        long shorter = Math.min(
                settings.declaration().ackWait().toNanos() / 2,
                settings.handlerCap().toNanos());
        this.intervalNanos = Math.max(1, shorter / TICKS_PER_INTERVAL);
        this.ticker = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .name("ticks-" + settings.declaration().durable())
                .daemon()
                .factory());
    }

    void start() {
        // Neither tick throws, so the future says nothing.
        var _ = ticker.scheduleAtFixedRate(
                () -> {
                    cap.tick();
                    keeper.tick();
                },
                intervalNanos,
                intervalNanos,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
