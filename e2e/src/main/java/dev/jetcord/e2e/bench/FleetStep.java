package dev.jetcord.e2e.bench;

import java.time.Duration;

/**
 * One rate that a fleet was put under, as it stood when the load ended.
 *
 * @param rate events a second that were asked for
 * @param sent how many the sandbox has sent
 * @param stored how many of them were stored
 * @param unhandled messages that the event worker had not settled
 */
record FleetStep(int rate, Duration duration, long sent, long stored, long unhandled) {
    // Every second event is one that the worker takes.
    private static final int SHARE_OF_THE_WORKER = 2;
    // Below this share of the rate, the source does not keep up.
    private static final double LEAST_SHARE = 0.95;

    /** Whether all of it was sent, and no part of the fleet was a second behind or more. */
    boolean keptUp() {
        return sent >= LEAST_SHARE * rate * duration.toSeconds() && behind() < rate;
    }

    private long behind() {
        return Math.max(sent - stored, unhandled * SHARE_OF_THE_WORKER);
    }

    /**
     * Holds what is stored when nothing is under way any more against what was sent.
     *
     * @throws UnmeasurableException when an event is missing, or stored twice
     */
    void requireExactly(long storedInTheEnd) throws UnmeasurableException {
        if (storedInTheEnd != sent) {
            throw new UnmeasurableException("%,d events are stored instead of %,d".formatted(storedInTheEnd, sent));
        }
    }
}
