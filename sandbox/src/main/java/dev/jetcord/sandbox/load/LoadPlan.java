package dev.jetcord.sandbox.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;

/**
 * What a load consists of.
 *
 * @param eventsPerSecond MESSAGE_CREATE and GUILD_MEMBER_UPDATE in turn, over all guilds
 * @param interactionsPerSecond uses of {@code command}, over all guilds
 * @param guilds how many of the bot's guilds take part, from the first; 0: all
 * @param bodyBytes the size that an event's data is filled up to
 * @param command as a user types it
 */
public record LoadPlan(int eventsPerSecond, int interactionsPerSecond, int guilds, int bodyBytes, String command) {

    private static final int PER_SECOND = 1_000_000;
    private static final int BODY_BYTES = 1 << 20;
    private static final int USUAL_BODY_BYTES = 1024;
    private static final String USUAL_COMMAND = "/ping";

    public LoadPlan {
        require("events_per_second", eventsPerSecond, PER_SECOND);
        require("interactions_per_second", interactionsPerSecond, PER_SECOND);
        require("guilds", guilds, Integer.MAX_VALUE);
        require("body_bytes", bodyBytes, BODY_BYTES);
    }

    private static void require(String field, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("%s is a number from 0 to %d".formatted(field, most));
        }
    }

    /**
     * The plan that a control request asks for; what it does not name is 0, or usual.
     *
     * @throws IllegalArgumentException if a field is out of its range
     */
    public static LoadPlan read(JsonNode json) {
        return new LoadPlan(
                json.path("events_per_second").asInt(0),
                json.path("interactions_per_second").asInt(0),
                json.path("guilds").asInt(0),
                json.path("body_bytes").asInt(USUAL_BODY_BYTES),
                json.path("command").asText(USUAL_COMMAND));
    }

    /** Whether it asks for nothing. */
    boolean idle() {
        return eventsPerSecond == 0 && interactionsPerSecond == 0;
    }

    ObjectNode toJson() {
        return Json.object()
                .put("events_per_second", eventsPerSecond)
                .put("interactions_per_second", interactionsPerSecond)
                .put("guilds", guilds)
                .put("body_bytes", bodyBytes)
                .put("command", command);
    }
}
