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
    private final Runnable heard;
    private final Membership membership;
    private final Loop loop = Loop.of("signs-of-life", this::renew);
    private volatile boolean leaving;
    private boolean failing;

    /** @param heard told each time that the others hear of this bridge; must not block */
    SignsOfLife(LeaseStore store, LeaseTimes times, Supplier<Duration> uptime, Runnable heard) {
        this.store = store;
        this.times = times;
        this.uptime = uptime;
        this.heard = heard;
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

    /** Returns when no sign is on its way any more: one that came after the bridge has left would be one of the dead. */
    void stop() throws InterruptedException {
        loop.close();
        loop.join();
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
            heard.run();
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
