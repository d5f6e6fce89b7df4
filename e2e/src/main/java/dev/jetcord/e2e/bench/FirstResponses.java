package dev.jetcord.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the interactions of one load were answered, by what the sandbox shows of them. Immutable.
 *
 * @param sent how many there were
 * @param millis how long each answer of a worker took, in ascending order
 * @param deferred how many got only "thinking", which the bridge says when no worker is in time
 */
record FirstResponses(long sent, List<Double> millis, long deferred) {
    // Below this share of the rate, what was measured is another rate's latency.
    private static final double LEAST_SHARE = 0.95;
    // Discord, "Interaction Callback Type": the deferral of a message.
    private static final int DEFERRED_MESSAGE = 5;

    FirstResponses {
        millis = millis.stream().sorted().toList();
    }

    /**
     * Reads them.
     *
     * @param shown interactions as the sandbox lists them; of these, the ones after the interaction {@code last} count
     */
    static FirstResponses read(long sent, long last, Iterable<JsonNode> shown) {
        var millis = new ArrayList<Double>();
        long deferred = 0;
        for (JsonNode interaction : shown) {
            JsonNode callback = interaction.path("callback");
            if (interaction.path("id").asLong() <= last || callback.isMissingNode()) {
                continue;
            }
            if (callback.path("type").asInt() == DEFERRED_MESSAGE) {
                deferred++;
            } else {
                millis.add(callback.path("latency_ms").asDouble());
            }
        }
        return new FirstResponses(sent, millis, deferred);
    }

    /** Whether nothing more can come. */
    boolean complete() {
        return millis.size() + deferred >= sent;
    }

    /**
     * The times, when a worker has given every answer.
     *
     * @throws UnmeasurableException when it has not
     */
    List<Double> allAnswered() throws UnmeasurableException {
        if (sent == 0 || millis.size() != sent) {
            throw new UnmeasurableException("%,d of %,d answered".formatted(millis.size(), sent)
                    + (deferred == 0 ? "" : ", and %,d deferred by the bridge".formatted(deferred)));
        }
        return millis;
    }

    /**
     * Holds a source to its rate.
     *
     * @param what it sends
     * @throws UnmeasurableException when it sent less
     */
    static void requireRate(String what, long sent, int rate, Duration duration) throws UnmeasurableException {
        if (sent < LEAST_SHARE * rate * duration.toSeconds()) {
            throw new UnmeasurableException("the sandbox sent %,d %s in %d s instead of %,d a second"
                    .formatted(sent, what, duration.toSeconds(), rate));
        }
    }
}
