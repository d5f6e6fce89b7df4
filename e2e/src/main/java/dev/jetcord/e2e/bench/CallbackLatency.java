package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import java.time.Duration;
import java.util.List;

/** Users who type commands at a steady rate, and how long the first response of a whole fleet takes each time. */
final class CallbackLatency {
    static final int GUILDS = 100;
    // Who has not been answered by then never will be (Discord, "Interaction Callback").
    private static final Duration FIRST_RESPONSE = Duration.ofSeconds(3);
    private static final Duration CATCH_UP = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 250;
    // The sandbox shows so many of its latest interactions.
    private static final int MOST_SHOWN = 20_000;

    private final LaunchedFleet fleet;
    private final Lag lag;

    private CallbackLatency(LaunchedFleet fleet, Lag lag) {
        this.fleet = requireNonNull(fleet, "fleet");
        this.lag = requireNonNull(lag, "lag");
    }

    /**
     * Measures a fleet that is up.
     *
     * @param lag of its command worker
     */
    static CallbackLatency of(LaunchedFleet fleet, Lag lag) {
        return new CallbackLatency(fleet, lag);
    }

    /**
     * The latencies in milliseconds, in ascending order. Nothing is asked of the sandbox while it measures. It returns, or
     * throws, when nothing is left to do of what was sent.
     *
     * @param events a second, beside the interactions
     * @throws UnmeasurableException when the rates were not kept, or a worker has not answered every interaction
     */
    List<Double> measure(int rate, int events, Duration duration) throws Exception {
        long last = newest();
        JsonNode load = load(rate, events, duration);
        int sent = load.path("interactions").asInt();
        if (sent > MOST_SHOWN) {
            throw new UnmeasurableException(
                    "the sandbox shows the latest %,d interactions, but %,d were sent: measure for fewer seconds"
                            .formatted(MOST_SHOWN, sent));
        }
        FirstResponses responses = responses(sent, last);
        lag.awaitNone(CATCH_UP);
        FirstResponses.requireRate("interactions", sent, rate, duration);
        FirstResponses.requireRate("events", load.path("events_delivered").asLong(), events, duration);
        return responses.allAnswered();
    }

    private FirstResponses responses(int sent, long last) throws Exception {
        long deadline = System.nanoTime() + FIRST_RESPONSE.toNanos();
        FirstResponses responses = FirstResponses.read(sent, last, shown(sent));
        while (!responses.complete() && System.nanoTime() - deadline < 0) {
            Thread.sleep(POLL_MILLIS);
            responses = FirstResponses.read(sent, last, shown(sent));
        }
        return responses;
    }

    private JsonNode shown(int count) throws Exception {
        return fleet.control("GET", "/interactions?limit=" + Math.max(1, count), "");
    }

    private JsonNode load(int rate, int events, Duration duration) throws Exception {
        fleet.control(
                "PUT",
                "/load",
                "{\"interactions_per_second\":%d,\"events_per_second\":%d,\"guilds\":%d}"
                        .formatted(rate, events, GUILDS));
        Thread.sleep(duration);
        return fleet.control("DELETE", "/load", "");
    }

    private long newest() throws Exception {
        return shown(1).path(0).path("id").asLong();
    }
}
