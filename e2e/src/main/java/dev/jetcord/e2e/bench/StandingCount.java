package dev.jetcord.e2e.bench;

import java.time.Duration;

/** A count that others still move, read when it has come to rest. */
final class StandingCount {
    private static final long POLL_MILLIS = 20;

    private StandingCount() {}

    /** What it is when it has not changed for as long as {@code rest}. */
    static long await(Count count, Duration rest) throws Exception {
        long last = count.now();
        long since = System.nanoTime();
        while (System.nanoTime() - since < rest.toNanos()) {
            Thread.sleep(POLL_MILLIS);
            long now = count.now();
            if (now != last) {
                since = System.nanoTime();
            }
            last = now;
        }
        return last;
    }

    /** Asks for it. */
    @FunctionalInterface
    interface Count {
        long now() throws Exception;
    }
}
