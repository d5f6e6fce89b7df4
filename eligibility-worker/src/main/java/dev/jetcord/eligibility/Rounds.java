package dev.jetcord.eligibility;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work again and again on a thread of its own: after a pause, at once when woken, and at once while there is more. */
final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Round round;
    private final Duration pause;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;

    /** Some work. */
    @FunctionalInterface
    interface Round {
        /** Does some, and says whether there may be more. */
        boolean run() throws Exception;
    }

    /** Begins. */
    Rounds(String name, Duration pause, Round round) {
        this.name = requireNonNull(name, "name");
        this.pause = requireNonNull(pause, "pause");
        this.round = requireNonNull(round, "round");
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Has a round run now, or when the one that runs is over. */
    void wake() {
        woken.release();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                woken.drainPermits();
                if (!once()) {
                    // That it was woken is all that it needs to know.
                    var _ = woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean once() throws InterruptedException {
        try {
            return round.run();
        } catch (InterruptedException closed) {
            throw closed;
        } catch (Exception failure) {
            log.warn("{} failed and is tried again in {}: {}", name, pause, failure.toString());
            return false;
        }
    }
}
