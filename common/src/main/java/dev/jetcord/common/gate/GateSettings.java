package dev.jetcord.common.gate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a gate opens.
 *
 * @param window calls that count, the latest ones; at least 1
 * @param minimumCalls calls before which a ratio says nothing; from 1 to the window
 * @param failureRatio failed calls of those in the window at which it opens; above 0, at most 1
 * @param probeInterval time between probes while it is open; positive
 */
public record GateSettings(int window, int minimumCalls, double failureRatio, Duration probeInterval) {
    /** Half of at least 10 of the latest 50 calls; a probe every 2 s. */
    public static final GateSettings DEFAULT = new GateSettings(50, 10, 0.5, Duration.ofSeconds(2));

    public GateSettings {
        requireNonNull(probeInterval, "probeInterval");
        if (window < 1 || minimumCalls < 1 || minimumCalls > window) {
            throw new IllegalArgumentException("A gate's window holds at least its minimum of calls, and that is 1");
        }
        if (!(failureRatio > 0 && failureRatio <= 1)) {
            throw new IllegalArgumentException("A failure ratio is above 0 and at most 1 but is " + failureRatio);
        }
        if (probeInterval.isNegative() || probeInterval.isZero()) {
            throw new IllegalArgumentException("A probe interval is positive");
        }
    }
}
