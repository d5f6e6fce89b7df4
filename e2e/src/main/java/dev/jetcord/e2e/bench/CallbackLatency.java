package dev.jetcord.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Users who type commands at a steady rate, and how long the first response of a whole fleet takes each time. */
final class CallbackLatency {
    private static final int GUILDS = 100;
    private static final Duration FIRST_RESPONSE = Duration.ofSeconds(3);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 250;
    // The sandbox shows so many of its latest interactions.
    private static final int MOST_SHOWN = 20_000;
    // Below this share of the rate, what was measured is another rate's latency.
    private static final double LEAST_SHARE = 0.95;

    private final LaunchedFleet fleet;

    private CallbackLatency(LaunchedFleet fleet) {
        this.fleet = fleet;
    }

    /** Brings the fleet up. */
    static CallbackLatency of(LaunchedFleet fleet) throws Exception {
        // Those of the events that a load sends.
        LaunchedFleet.Run up =
                fleet.jetcord(Map.of("DISCORD_INTENTS", "GUILDS,GUILD_MEMBERS,GUILD_MESSAGES"), "up", "--detach");
        if (up.exitCode() != 0) {
            throw new UnmeasurableException("the fleet is not up:\n" + up.output());
        }
        fleet.control("POST", "/guilds", "{\"count\":" + GUILDS + ",\"members\":1}");
        return new CallbackLatency(fleet);
    }

    /**
     * The latencies in milliseconds, in ascending order. Nothing is asked of the sandbox while it measures.
     *
     * @param events a second, beside the interactions
     * @throws UnmeasurableException when the rates were not kept, or an interaction was not answered
     */
    List<Double> measure(int rate, int events, Duration duration) throws Exception {
        long last = newest();
        JsonNode load = load(rate, events, duration);
        int sent = load.path("interactions").asInt();
        requireRate("interactions", sent, rate, duration);
        requireRate("events", load.path("events_delivered").asLong(), events, duration);
        if (sent > MOST_SHOWN) {
            throw new UnmeasurableException(
                    "the sandbox shows the latest %,d interactions, but %,d were sent: measure for fewer seconds"
                            .formatted(MOST_SHOWN, sent));
        }
        long deadline = System.nanoTime() + SETTLE.toNanos();
        List<Double> latencies = since(last, sent);
        while (latencies.size() < sent) {
            if (System.nanoTime() - deadline > 0) {
                throw new UnmeasurableException(
                        "of %,d interactions at %,d/s, only %,d were answered".formatted(sent, rate, latencies.size()));
            }
            Thread.sleep(POLL_MILLIS);
            latencies = since(last, sent);
        }
        return latencies;
    }

    /** Lets the processes find out what they do often; what is not answered meanwhile is of no matter. */
    void warmUp(int rate, Duration duration) throws Exception {
        load(rate, 0, duration);
        // Who has not been answered by then never will be (Discord, "Interaction Callback").
        Thread.sleep(FIRST_RESPONSE);
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

    private static void requireRate(String what, long sent, int rate, Duration duration) throws UnmeasurableException {
        if (sent < LEAST_SHARE * rate * duration.toSeconds()) {
            throw new UnmeasurableException("the sandbox sent %,d %s in %d s instead of %,d a second"
                    .formatted(sent, what, duration.toSeconds(), rate));
        }
    }

    private long newest() throws Exception {
        JsonNode latest = fleet.control("GET", "/interactions?limit=1", "");
        return latest.path(0).path("id").asLong();
    }

    private List<Double> since(long last, int count) throws Exception {
        var latencies = new ArrayList<Double>();
        for (JsonNode interaction : fleet.control("GET", "/interactions?limit=" + count, "")) {
            JsonNode latency = interaction.at("/callback/latency_ms");
            if (latency.isNumber() && interaction.path("id").asLong() > last) {
                latencies.add(latency.asDouble());
            }
        }
        latencies.sort(null);
        return latencies;
    }
}
