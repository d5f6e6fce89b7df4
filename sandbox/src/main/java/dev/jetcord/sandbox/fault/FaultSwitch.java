package dev.jetcord.sandbox.fault;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The faults that are on now. Thread-safe. */
public final class FaultSwitch {

    private record State(Faults faults, AtomicInteger statusesLeft) {}

    private final AtomicReference<State> state = new AtomicReference<>(new State(Faults.NONE, new AtomicInteger()));

    public Faults current() {
        return state.get().faults();
    }

    /** Replaces all faults; {@code rest_status_count} starts anew. */
    public void set(Faults faults) {
        state.set(new State(faults, new AtomicInteger(faults.restStatusCount())));
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
