package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.operations.Health;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the server has with what a service needs, as far as the server's version can know it: at the start, every
 * few seconds for as long as something differs, and once a minute after, for what somebody changes by hand.
 */
public final class TopologyWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopologyWatch.class);
    private static final Duration WHILE_WRONG = Duration.ofSeconds(2);
    private static final Duration WHILE_RIGHT = Duration.ofMinutes(1);

    private final Comparison comparison;
    private final Duration whileWrong;
    private final Duration whileRight;
    private final Thread thread;
    private volatile Health.Status status = Health.Status.unhealthy("not compared with the declared topology yet");

    /** Begins to compare, on a thread of its own. */
    public TopologyWatch(Comparison comparison) {
        this(comparison, WHILE_WRONG, WHILE_RIGHT);
    }

    TopologyWatch(Comparison comparison, Duration whileWrong, Duration whileRight) {
        this.comparison = requireNonNull(comparison, "comparison");
        this.whileWrong = requireNonNull(whileWrong, "whileWrong");
        this.whileRight = requireNonNull(whileRight, "whileRight");
        this.thread = Thread.ofVirtual().name("topology-watch").start(this::run);
    }

    /** Healthy when nothing differed at the last comparison; otherwise says what does. */
    public Health.Status status() {
        return status;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                compare();
                Thread.sleep(status.healthy() ? whileRight : whileWrong);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void compare() {
        Health.Status now;
        try {
            List<Difference> differences = comparison.differences();
            now = differences.isEmpty()
                    ? Health.Status.OK
                    : Health.Status.unhealthy(
                            differences.stream().map(Difference::toString).collect(Collectors.joining("; ")));
        } catch (TopologyException unanswered) {
            // What was right stays right while the server is away: that it is away shows elsewhere.
            now = status.healthy() ? status : Health.Status.unhealthy(String.valueOf(unanswered.getMessage()));
        }
        if (!now.equals(status)) {
            if (!now.healthy()) {
                log.warn("unready: {}", now.message());
            }
            status = now;
        }
    }

    /** Asks the server. */
    @FunctionalInterface
    public interface Comparison {
        /** What is missing or differs; empty when all is as declared. */
        List<Difference> differences() throws TopologyException;
    }
}
