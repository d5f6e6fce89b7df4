package dev.jetcord.sandbox.fault;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The faults that are on now. Thread-safe. */
public final class FaultSwitch {

    private record State(Faults faults, AtomicInteger statusesLeft, CountDownLatch replaced) {

        State(Faults faults) {
            this(faults, new AtomicInteger(faults.restStatusCount()), new CountDownLatch(1));
        }
    }

    private final AtomicReference<State> state = new AtomicReference<>(new State(Faults.NONE));

    public Faults current() {
        return state.get().faults();
    }

    /** Replaces all faults; {@code rest_status_count} starts anew, and requests that are held up go on. */
    public void set(Faults faults) {
        state.getAndSet(new State(faults)).replaced().countDown();
    }

    /** Holds a REST request up for the latency that is on, or until the faults are replaced. */
    public void delay() throws InterruptedException {
        State now = state.get();
        long millis = now.faults().restLatency().toMillis();
        if (millis > 0) {
            var _ = now.replaced().await(millis, TimeUnit.MILLISECONDS);
        }
    }

    /** The status that this request gets instead of an answer. Counts it. */
    public OptionalInt takeStatus(String path) {
        State now = state.get();
        Faults faults = now.faults();
        if (faults.restStatus().isEmpty() || !path.contains(faults.restPath())) {
            return OptionalInt.empty();
        }
        int left = now.statusesLeft().getAndUpdate(count -> Math.max(0, count - 1));
        return left > 0 ? faults.restStatus() : OptionalInt.empty();
    }
}
