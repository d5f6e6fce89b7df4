package dev.jetcord.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.json.Json;
import java.util.OptionalLong;

/**
 * One event on its way to the sessions that want it.
 *
 * @param event Discord's name, such as {@code GUILD_MEMBER_ADD}
 * @param guild whose shard gets it; absent: shard 0
 * @param data the {@code d} object in UTF-8; written once for all sessions and never changed
 * @param interaction the interaction that it tells of
 * @param userContent whether it may hold what a user wrote, which sessions without MESSAGE_CONTENT must not see
 */
@SuppressWarnings(
        "ArrayRecordComponent") // compared by nobody; a copy for each of 100,000 dispatches a second is not free
public record Dispatch(String event, OptionalLong guild, byte[] data, OptionalLong interaction, boolean userContent) {

    public static Dispatch of(String event, long guild, JsonNode data) {
        return of(event, OptionalLong.of(guild), data);
    }

    public static Dispatch of(String event, OptionalLong guild, JsonNode data) {
        boolean message = event.equals("MESSAGE_CREATE") || event.equals("MESSAGE_UPDATE");
        return new Dispatch(
                event,
                guild,
                Json.bytes(data),
                event.equals("INTERACTION_CREATE") ? Json.snowflake(data.path("id")) : OptionalLong.empty(),
                message && guild.isPresent());
    }

    /** An event of a guild that is written already, is no interaction, and holds nothing that some must not see. */
    public static Dispatch prepared(String event, long guild, byte[] data) {
        return new Dispatch(event, OptionalLong.of(guild), data, OptionalLong.empty(), false);
    }

    /** The same event with other data. */
    public Dispatch withData(byte[] other) {
        return new Dispatch(event, guild, other, interaction, userContent);
    }

    /** Where dispatches go: the gateway. Must not block. */
    public interface Sink {
        void accept(Dispatch dispatch);
    }
}
