package dev.jetcord.sandbox.observation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counters, and how many interaction callbacks are and were under way at once. Thread-safe. */
public final class Statistics {

    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final AtomicInteger callbacksInFlight = new AtomicInteger();
    private final AtomicInteger callbacksInFlightMax = new AtomicInteger();

    public Statistics() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    public void count(Counter counter) {
        counter(counter).increment();
    }

    public long value(Counter counter) {
        return counter(counter).sum();
    }

    /** A callback has arrived; {@link #callbackAnswered} must follow. */
    public void callbackArrived() {
        int now = callbacksInFlight.incrementAndGet();
        callbacksInFlightMax.accumulateAndGet(now, Math::max);
    }

    public void callbackAnswered() {
        callbacksInFlight.decrementAndGet();
    }

    /** The callbacks that are under way. */
    public int callbacksInFlight() {
        return callbacksInFlight.get();
    }

    /** The most callbacks that were under way at the same time. */
    public int callbacksInFlightMax() {
        return callbacksInFlightMax.get();
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        counters.forEach((counter, value) -> json.put(counter.key(), value.sum()));
        return json.put("callbacks_in_flight", callbacksInFlight.get())
                .put("callbacks_in_flight_max", callbacksInFlightMax.get());
    }

    private LongAdder counter(Counter counter) {
        LongAdder adder = counters.get(counter);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + counter);
        }
        return adder;
    }
}
