package dev.jetcord.sandbox.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** How much a client may send on one connection: so many events in any window. Not thread-safe. Gateway, Rate Limiting. */
final class SendBudget {

    private final int limit;
    private final Duration window;
    private final ArrayDeque<Instant> sent = new ArrayDeque<>();

    SendBudget(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
    }

    /** Counts one event; false if it is one too many. */
    boolean take(Instant now) {
        Instant start = now.minus(window);
        while (!sent.isEmpty() && !sent.peekFirst().isAfter(start)) {
            sent.removeFirst();
        }
        sent.addLast(now);
        return sent.size() <= limit;
    }
}
