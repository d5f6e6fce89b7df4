package dev.jetcord.bridge.lease;

import dev.jetcord.bridge.loop.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes this bridge heard by the others, again and again, on a thread of its own. Thread-safe. */
final class SignsOfLife {
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    private final LeaseStore store;
    private final LeaseTimes times;
    private final Supplier<Duration> uptime;
    private final Membership membership;
    private final Loop loop = Loop.of("signs-of-life", this::renew);
    private volatile boolean leaving;
    private boolean failing;

    SignsOfLife(LeaseStore store, LeaseTimes times, Supplier<Duration> uptime) {
        this.store = store;
        this.times = times;
        this.uptime = uptime;
        this.membership = new Membership(times);
    }

    Membership membership() {
        return membership;
    }

    void start() {
        loop.start();
    }

    /** Tells the others, at once, that this bridge is about to stop. */
    void leaving() {
        leaving = true;
        loop.wake();
    }

    void stop() {
        loop.close();
    }

    private Duration renew() {
        Duration begun = uptime.get();
        if (!write(begun)) {
            return AFTER_FAILURE;
        }
        Duration left = times.renewal().minus(uptime.get().minus(begun));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean write(Duration begun) {
        try {
            store.renew(leaving);
            membership.renewed(begun, uptime.get());
            if (failing) {
                failing = false;
                log.info("the other bridges hear of this one again");
            }
            return true;
        } catch (IOException unanswered) {
            if (!failing) {
                failing = true;
                log.warn(
                        "the other bridges do not hear of this one ({}); its shards stop, resumably, unless that ends in time",
                        unanswered.getMessage());
            }
            return false;
        }
    }
}
