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
 */
@SuppressWarnings(
        "ArrayRecordComponent") // compared by nobody; a copy for each of 100,000 dispatches a second is not free
public record Dispatch(String event, OptionalLong guild, byte[] data) {

    public static Dispatch of(String event, long guild, JsonNode data) {
        return new Dispatch(event, OptionalLong.of(guild), Json.bytes(data));
    }

    public static Dispatch of(String event, OptionalLong guild, JsonNode data) {
        return new Dispatch(event, guild, Json.bytes(data));
    }

    /** Where dispatches go: the gateway. Must not block. */
    public interface Sink {
        void accept(Dispatch dispatch);
    }
}
