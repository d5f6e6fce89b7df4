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
    // The rest may be under way. Were it a time instead, a short step would let any rate pass.
    private static final double LEAST_SHARE = 0.95;

    /** Whether the source has kept the rate, and so has every part of the fleet. */
    boolean keptUp() {
        double least = LEAST_SHARE * rate * duration.toSeconds();
        return sent >= least && stored >= least && sent - unhandled * SHARE_OF_THE_WORKER >= least;
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
