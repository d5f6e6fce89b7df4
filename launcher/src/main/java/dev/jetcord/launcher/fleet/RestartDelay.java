package dev.jetcord.launcher.fleet;

import java.time.Duration;

/**
 * How long to wait before a service that has ended is started again: one second, and twice as long each time, to half a minute,
 * so that one that can't run does not keep the machine busy. One that ran for ten seconds could run, and begins anew. Not
 * thread-safe.
 */
final class RestartDelay {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /**
     * The next delay.
     *
     * @param ran how long the service ran
     */
    Duration after(Duration ran) {
        Duration delay = ran.compareTo(STEADY) >= 0 ? FIRST : next;
        Duration doubled = delay.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return delay;
    }
}
