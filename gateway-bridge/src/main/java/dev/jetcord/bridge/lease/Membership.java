package dev.jetcord.bridge.lease;

import java.time.Duration;

/**
 * For how long the other bridges count this one as alive, by its own clock. Thread-safe.
 *
 * <p>A term is a time without a gap. Whoever began something in a term that has lapsed, perhaps because the whole process
 * stood still, must not go on with it although the bridge is alive again: others may have taken it over.
 */
final class Membership {
    private final LeaseTimes times;
    private long term;
    private Duration until = Duration.ZERO;

    Membership(LeaseTimes times) {
        this.times = times;
    }

    /**
     * A sign of life was written.
     *
     * @param begun when it began to be written: the others have seen it no earlier
     */
    synchronized void renewed(Duration begun, Duration now) {
        if (term == 0 || now.compareTo(until) >= 0) {
            term++;
        }
        until = begun.plus(times.life()).minus(times.margin());
    }

    /** The present term; 0 before the first. */
    synchronized long term() {
        return term;
    }

    /** Whether {@code of} is the present term and still lasts. */
    synchronized boolean lasts(long of, Duration now) {
        return of == term && term > 0 && now.compareTo(until) < 0;
    }
}
