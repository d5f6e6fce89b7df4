package dev.jetcord.e2e.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Does something at a steady rate; what falls behind is made up for. */
final class Pace {
    private Pace() {}

    /** Returns when it was done {@code count} times. */
    static void keep(int perSecond, long count, Runnable action) {
        long everyNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        long start = System.nanoTime();
        for (long number = 0; number < count; number++) {
            long due = start + number * everyNanos;
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            action.run();
        }
    }
}
