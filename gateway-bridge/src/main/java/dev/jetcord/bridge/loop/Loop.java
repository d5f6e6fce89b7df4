package dev.jetcord.bridge.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a step again and again, on a virtual thread of its own, until it is closed. Thread-safe. */
public final class Loop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_DEFECT = Duration.ofSeconds(1);

    private final Step step;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;

    private Loop(String name, Step step) {
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** A loop that has not begun. */
    public static Loop of(String name, Step step) {
        return new Loop(name, step);
    }

    /** Begins, once. */
    public Loop start() {
        thread.start();
        return this;
    }

    /** Runs the next step at once instead of when it is due. */
    public void wake() {
        wake.release();
    }

    /** Interrupts the step that runs, and ends. */
    @Override
    public void close() {
        thread.interrupt();
    }

    /** Waits until the loop has ended. */
    public void join() throws InterruptedException {
        thread.join();
    }

    private void run() {
        try {
            while (true) {
                if (wake.tryAcquire(next().toNanos(), TimeUnit.NANOSECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration next() throws InterruptedException {
        try {
            return step.run();
        } catch (RuntimeException defect) {
            // One that ends here would never run again, and nobody would know.
            log.error("{} failed and goes on", thread.getName(), defect);
            return AFTER_DEFECT;
        }
    }

    /** What is done each time. */
    @FunctionalInterface
    public interface Step {
        /** Returns how long to wait before the next time. */
        Duration run() throws InterruptedException;
    }
}
