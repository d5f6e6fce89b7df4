package dev.jetcord.common.service;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A part of a start that is done on a thread of its own while the caller does another. Thread-safe.
 *
 * @param <T> what comes of it
 */
public final class Meanwhile<T> {
    private final FutureTask<T> task;

    private Meanwhile(Callable<T> work) {
        this.task = new FutureTask<>(work);
    }

    /** Begins. */
    public static <T> Meanwhile<T> start(String name, Callable<T> work) {
        Meanwhile<T> meanwhile = new Meanwhile<>(work);
        Thread.ofVirtual().name(name).start(meanwhile.task);
        return meanwhile;
    }

    /** Begins what nothing comes of. */
    public static Meanwhile<?> run(String name, Work work) {
        return start(name, () -> {
            work.run();
            return true;
        });
    }

    /**
     * Waits for its end.
     *
     * @throws InterruptedException when interrupted, or the work was
     */
    public T await() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException defect -> throw defect;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    /** Something to do. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }
}
