package dev.jetcord.common.messaging.consumer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts permits: a message is requested only where there is a permit to run it. Permits are free, requested from the
 * server, or in use. Requests are answered in the order in which they were made; one that was not answered by its
 * deadline (the server vanished) gives its permits back.
 *
 * <p>Invariant: {@code free + requested + used == capacity}, except that a message which comes after its request was
 * given up may use a permit that is not there; the next free ones make up for it.
 *
 * <p>Not thread-safe: its owner locks.
 */
final class PullWindow {
    private final int capacity;
    private final int threshold;
    private final Deque<Request> requests = new ArrayDeque<>();
    private int requested;
    private int used;

    PullWindow(int capacity) {
        this.capacity = capacity;
        this.threshold = Math.max(1, capacity / 4);
    }

    /**
     * How many messages to request now: all free permits, once they are a quarter of all or nothing is requested.
     *
     * @param deadlineNanos when the request is to be given up
     * @return 0 when nothing is to be requested
     */
    int request(long deadlineNanos) {
        int free = capacity - requested - used;
        if (free < 1 || (requested > 0 && free < threshold)) {
            return 0;
        }
        requests.addLast(new Request(free, deadlineNanos));
        requested += free;
        return free;
    }

    /** A message came. */
    void received() {
        used++;
        giveBack(1);
    }

    /** Messages were settled, or hold no permit any more. */
    void released(int permits) {
        used -= permits;
    }

    /** The server ended a request of which {@code left} messages had not been delivered. */
    void ended(int left) {
        giveBack(left);
    }

    /** Gives up what should have been answered by now. Returns whether there was any. */
    boolean giveUp(long nowNanos) {
        boolean any = false;
        while (!requests.isEmpty() && requests.getFirst().deadlineNanos - nowNanos <= 0) {
            requested -= requests.removeFirst().left;
            any = true;
        }
        return any;
    }

    int used() {
        return used;
    }

    int requested() {
        return requested;
    }

    private void giveBack(int permits) {
        int open = permits;
        while (open > 0 && !requests.isEmpty()) {
            Request oldest = requests.getFirst();
            int taken = Math.min(open, oldest.left);
            oldest.left -= taken;
            requested -= taken;
            open -= taken;
            if (oldest.left == 0) {
                requests.removeFirst();
            }
        }
    }

    /** One pull request and what of it is still to come. */
    private static final class Request {
        private final long deadlineNanos;
        private int left;

        private Request(int left, long deadlineNanos) {
            this.left = left;
            this.deadlineNanos = deadlineNanos;
        }
    }
}
