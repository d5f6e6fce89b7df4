package dev.jetcord.event;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.gate.DependencyUnavailableException;
import dev.jetcord.database.DatabaseFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, on a thread of its own, until it is closed. What fails is tried again. */
final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final String name;
    private final Round round;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread loop;

    private Rounds(String name, Round round) {
        this.name = requireNonNull(name, "name");
        this.round = requireNonNull(round, "round");
        this.loop = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Begins with a first round. */
    static Rounds start(String name, Round round) {
        return new Rounds(name, round);
    }

    /** Ends after the round that runs, which is interrupted. */
    @Override
    public void close() {
        closed.countDown();
        loop.interrupt();
        try {
            loop.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = once();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration once() throws InterruptedException {
        try {
            return round.run();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (DependencyUnavailableException away) {
            log.debug("{} waits: {}", name, away.getMessage());
        } catch (Exception failed) {
            tell(failed);
        }
        return AFTER_FAILURE;
    }

    private void tell(Exception failed) {
        if (closed.getCount() == 0 || DatabaseFailures.isPassing(failed)) {
            log.debug("{} is tried again", name, failed);
        } else if (failed instanceof IOException) {
            // A server that is away or refuses: the connection's own line says more than a stack trace would.
            log.warn("{} is tried again: {}", name, failed.getMessage());
        } else {
            log.warn("{} failed and is tried again", name, failed);
        }
    }

    /** One round. */
    @FunctionalInterface
    interface Round {
        /** Does it, and says how long to wait before the next. */
        Duration run() throws Exception;
    }
}
