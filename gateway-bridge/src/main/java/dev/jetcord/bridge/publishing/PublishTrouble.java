package dev.jetcord.bridge.publishing;

import dev.jetcord.common.operations.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps events from being stored: told at once, then now and then, until it is over. Thread-safe. */
final class PublishTrouble implements Health {
    private static final Logger log = LoggerFactory.getLogger(PublishPipeline.class);
    private static final Duration REMINDER = Duration.ofSeconds(30);

    private final Supplier<Duration> uptime;
    private final IntSupplier inHand;
    private Optional<String> problem = Optional.empty();
    private Duration lastReminder = Duration.ZERO;

    /** @param inHand how many events wait; takes the pipeline's lock, so it is never asked under ours */
    PublishTrouble(Supplier<Duration> uptime, IntSupplier inHand) {
        this.uptime = uptime;
        this.inHand = inHand;
    }

    void report(String why) {
        int waiting = inHand.getAsInt();
        Duration now = uptime.get();
        synchronized (this) {
            if (problem.isEmpty() || now.minus(lastReminder).compareTo(REMINDER) >= 0) {
                lastReminder = now;
                log.warn("{}: {} events wait in hand and are sent again until they are stored", why, waiting);
            }
            problem = Optional.of(why);
        }
    }

    synchronized void over() {
        if (problem.isPresent()) {
            log.info("everything in hand is stored again");
            problem = Optional.empty();
        }
    }

    @Override
    public Status check() {
        int waiting = inHand.getAsInt();
        synchronized (this) {
            return problem.map(why -> Status.unhealthy(why + "; " + waiting + " events in hand"))
                    .orElse(Status.OK);
        }
    }
}
