package dev.jetcord.bridge.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * 120 sends in 60 s on one connection, heartbeats included (Discord, "Gateway Rate Limiting"). Some are kept for the
 * regular heartbeats, so that nothing else can silence them. Not thread-safe.
 */
final class SendBudget {
    static final int LIMIT = 120;
    static final Duration PERIOD = Duration.ofSeconds(60);
    /** More than one connection can need: Discord's interval is over 40 s, and a shorter one still has room. */
    static final int RESERVED_FOR_HEARTBEATS = 10;

    private final Deque<Duration> sent = new ArrayDeque<>(LIMIT);

    /** Takes a send for anything but a regular heartbeat; false where there is none left. */
    boolean take(Duration now) {
        return take(now, LIMIT - RESERVED_FOR_HEARTBEATS);
    }

    /** Takes a send for a regular heartbeat. */
    boolean takeReserved(Duration now) {
        return take(now, LIMIT);
    }

    private boolean take(Duration now, int limit) {
        while (!sent.isEmpty() && sent.getFirst().plus(PERIOD).compareTo(now) <= 0) {
            sent.removeFirst();
        }
        if (sent.size() >= limit) {
            return false;
        }
        sent.addLast(now);
        return true;
    }
}
