package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts a handler that runs longer than its cap, and stops keeping its messages: if it does not return even then, the
 * server delivers them to another worker. Thread-safe.
 */
final class HandlerCap {
    private static final Logger log = LoggerFactory.getLogger(HandlerCap.class);

    private final Duration cap;
    private final AckKeeper keeper;
    private final LongSupplier nanoTime;
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();

    HandlerCap(Duration cap, AckKeeper keeper, LongSupplier nanoTime) {
        this.cap = requireNonNull(cap, "cap");
        this.keeper = requireNonNull(keeper, "keeper");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    /** The current thread begins to handle messages. */
    Run begin(List<Delivered> messages) {
        Run run = new Run(messages, Thread.currentThread(), nanoTime.getAsLong());
        runs.add(run);
        return run;
    }

    /** The current thread has ended; it is not interrupted any more. Returns the time it took, in nanoseconds. */
    long end(Run run) {
        runs.remove(run);
        run.end();
        return nanoTime.getAsLong() - run.beganNanos;
    }

    /** Interrupts what is over. To be called at an interval that is small beside the cap. */
    void tick() {
        long now = nanoTime.getAsLong();
        for (Run run : runs) {
            if (now - run.beganNanos >= cap.toNanos() && run.interrupt()) {
                log.warn("a handler runs for longer than its cap of {}; interrupted", cap);
                run.messages.forEach(message -> keeper.forget(message.settlement()));
            }
        }
    }

    /** Handlers that ran for twice their cap: they were interrupted and do not return. */
    long stuck() {
        long now = nanoTime.getAsLong();
        return runs.stream()
                .filter(run -> now - run.beganNanos >= 2 * cap.toNanos())
                .count();
    }

    /** One run of a handler. Its methods lock, since the handler's thread and the tick cross. */
    static final class Run {
        private final List<Delivered> messages;
        private final long beganNanos;
        private @Nullable Thread thread;

        private Run(List<Delivered> messages, Thread thread, long beganNanos) {
            this.messages = messages;
            this.thread = thread;
            this.beganNanos = beganNanos;
        }

        private synchronized void end() {
            thread = null;
        }

        /** Whether this was the first time. */
        private synchronized boolean interrupt() {
            Thread running = thread;
            if (running == null) {
                return false;
            }
            running.interrupt();
            thread = null;
            return true;
        }
    }
}
