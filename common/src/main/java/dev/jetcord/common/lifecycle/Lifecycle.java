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
 * <p>A stop is clean when every step succeeded and all were done within the budget. Thread-safe. {@link #stop()} does its
 * work once; other callers wait until it is done.
 */
public final class Lifecycle {
    private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);
    private static final int CLEAN = 0;
    private static final int UNCLEAN = 1;
    /** For what a step takes beyond its share; after that the process ends whatever still hangs. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Duration budget;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;
    private volatile boolean clean = true;
    private volatile String current = "nothing";

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

    /**
     * Makes the end of the process stop the service first. After SIGTERM or Ctrl-C the exit code is 0 when the stop was
     * clean and 1 otherwise; after {@link System#exit} it stays what was asked for. A stop that hangs past its budget ends
     * the process with 1 in either case.
     */
    public void stopOnExit() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stopOrHalt));
        // Not a daemon: should main return first, the JVM would exit with 0 before the stop has ended.
        StopSignals.handle(
                () -> Thread.ofPlatform().name("stop-signal").daemon(false).start(() -> {
                    stopOrHalt();
                    System.exit(clean ? CLEAN : UNCLEAN);
                }));
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

    /**
     * Stops every part and returns when that is done or the budget, and what the last step took beyond it, is spent.
     *
     * @return whether the stop was clean
     */
    public boolean stop() {
        if (!begin()) {
            return awaitOther() && clean;
        }
        long began = System.nanoTime();
        long deadline = began + budget.toNanos();
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
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (took.compareTo(budget) > 0) {
            clean = false;
            log.error("stopped, but it took {} where {} are allowed", took, budget);
        } else {
            log.info("stopped in {}", took);
        }
        stopped.countDown();
        return clean;
    }

    private boolean begin() {
        synchronized (parts) {
            boolean first = !stopping;
            stopping = true;
            return first;
        }
    }

    private void stop(Part part, Duration left) {
        current = part.name();
        try {
            part.stop().within(left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            clean = false;
            log.warn("{} was interrupted while stopping", part.name());
        } catch (Exception failure) {
            clean = false;
            log.warn("{} did not stop cleanly", part.name(), failure);
        }
    }

    private boolean awaitOther() {
        try {
            if (stopped.await(budget.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            log.warn("a stop that began earlier is not done within {}", budget);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void stopOrHalt() {
        Thread.ofPlatform().name("stop-watch").daemon().start(this::haltWhenOver);
        stop();
    }

    private void haltWhenOver() {
        Duration limit = budget.plus(GRACE);
        try {
            if (!stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                log.error(
                        "{} has not stopped; the process ends now, {} after the stop began. What it held is lost or comes"
                                + " again. If it needs longer, raise STOP_TIMEOUT and what waits for this process.",
                        current,
                        limit);
                Runtime.getRuntime().halt(UNCLEAN);
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
