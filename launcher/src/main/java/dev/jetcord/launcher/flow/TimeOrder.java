package dev.jetcord.launcher.flow;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Brings the lines of several sources into the order of their times: each waits a moment for earlier ones that are still on
 * their way. A line that comes later than that stands where it comes. Thread-safe.
 */
final class TimeOrder {
    private final Duration patience;
    private final PriorityQueue<FlowLine> waiting = new PriorityQueue<>(Comparator.comparing(FlowLine::at));

    /**
     * Waits for late lines.
     *
     * @param patience how long; more than the time between two looks at the slowest source
     */
    TimeOrder(Duration patience) {
        this.patience = requireNonNull(patience, "patience");
    }

    synchronized void add(FlowLine line) {
        waiting.add(line);
    }

    /** The lines that have waited long enough, the earliest first. */
    synchronized List<FlowLine> due(Instant now) {
        Instant until = now.minus(patience);
        var due = new ArrayList<FlowLine>();
        for (FlowLine next = waiting.peek(); next != null && !next.at().isAfter(until); next = waiting.peek()) {
            due.add(waiting.remove());
        }
        return due;
    }
}
