package dev.jetcord.eligibility.request;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.eligibility.refusal.RefusedException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for work only as long as whoever asked for it waits for an answer, so that a worker that is slow is not taken for one that
 * is away. The work goes on to its end. Thread-safe.
 */
final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private final Duration limit;

    Patience(Duration limit) {
        this.limit = requireNonNull(limit, "limit");
    }

    /**
     * Does work, and gives what came of it.
     *
     * @param otherwise what the user is told when it takes longer
     * @throws RefusedException then
     * @throws Exception what the work throws
     */
    <T> T await(Callable<T> work, String otherwise) throws Exception {
        AtomicBoolean alone = new AtomicBoolean();
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.call();
            } catch (Exception failed) {
                if (alone.get()) {
                    log.warn("what a request began, and was not waited for, failed", failed);
                }
                throw failed;
            }
        });
        Thread.ofVirtual().name("request-work").start(CurrentStep.carried(task));
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            alone.set(true);
            throw new RefusedException(otherwise);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
