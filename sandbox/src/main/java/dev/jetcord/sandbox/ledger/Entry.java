package dev.jetcord.sandbox.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.util.OptionalLong;

/**
 * One dispatch in one session.
 *
 * @param number of the event; the same for each session that got it
 * @param atMillis when it was sent, since 1970
 * @param sequence its number in the session; 0 if there was none
 * @param interaction the interaction's id, in INTERACTION_CREATE only
 */
record Entry(
        long number,
        long atMillis,
        SessionRecord session,
        long sequence,
        String event,
        OptionalLong guild,
        OptionalLong interaction) {

    Fate fate() {
        return session.fate(sequence);
    }

    /** An interaction is known by its id; any other dispatch by its session and sequence. */
    private String messageId() {
        return interaction.isPresent() ? Json.id(interaction.getAsLong()) : session.id() + ":" + sequence;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("number", number)
                .put("at_ms", atMillis)
                .put("event", event)
                .put("message_id", messageId())
                .put("session_id", session.id())
                .put("shard", session.shard())
                .put("sequence", sequence);
        if (guild.isPresent()) {
            json.put("guild_id", Json.id(guild.getAsLong()));
        }
        return json.put("fate", fate().key());
    }
}
