package dev.jetcord.common.lifecycle;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service has started and must stop: in reverse order, each step told how much of the stop budget is left. One
 * step's failure is logged and does not keep the others from stopping.
 *
 * <p>Thread-safe. {@link #stop()} does its work once; other callers wait until it is done.
 */
public final class Lifecycle {
    private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

    private final Duration budget;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;

    /**
     * Starts with nothing to stop.
     *
     * @param budget how long a whole stop may take; the orchestrator must wait longer than this before it kills
     */
    public Lifecycle(Duration budget) {
        this.budget = requireNonNull(budget, "budget");
    }

    /** Adds a part that is stopped before all parts that were added earlier. */
    public void onStop(String name, Stop stop) {
        synchronized (parts) {
            if (stopping) {
                throw new IllegalStateException("Cannot start " + name + ": the service is already stopping");
            }
            parts.push(new Part(name, stop));
        }
    }

    /** Makes the end of the process (SIGTERM, Ctrl-C, {@link System#exit}) stop the service first. */
    public void stopOnExit() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
    }

    /** Waits until the service has stopped. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /** Whether a stop has begun. */
    public boolean isStopping() {
        synchronized (parts) {
            return stopping;
        }
    }

    /** Stops every part and returns when that is done or the budget, and what the last step took beyond it, is spent. */
    public void stop() {
        if (!begin()) {
            awaitOther();
            return;
        }
        long deadline = System.nanoTime() + budget.toNanos();
        log.info("stopping, within {}", budget);
        while (true) {
            Part part;
            synchronized (parts) {
                if (parts.isEmpty()) {
                    break;
                }
                part = parts.pop();
            }
            stop(part, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        log.info("stopped");
        stopped.countDown();
    }

    private boolean begin() {
        synchronized (parts) {
            boolean first = !stopping;
            stopping = true;
            return first;
        }
    }

    private static void stop(Part part, Duration left) {
        try {
            part.stop().within(left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            log.warn("{} was interrupted while stopping", part.name());
        } catch (Exception failure) {
            log.warn("{} did not stop cleanly", part.name(), failure);
        }
    }

    private void awaitOther() {
        try {
            if (!stopped.await(budget.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("a stop that began earlier is not done within {}", budget);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Part(String name, Stop stop) {
        private Part {
            requireNonNull(name, "name");
            requireNonNull(stop, "stop");
        }
    }

    /** Stops one part. */
    @FunctionalInterface
    public interface Stop {
        /** Stops within {@code budget}, which may be zero: then at once. */
        void within(Duration budget) throws Exception;
    }
}
