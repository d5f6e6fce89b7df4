package dev.jetcord.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.util.OptionalLong;

/**
 * A channel of a guild, or a direct message. Channel, Channel Object.
 *
 * @param guild absent in a direct message
 */
public record Channel(long id, Kind kind, String name, OptionalLong guild, int position) {

    /** The channel types the sandbox knows, with Discord's numbers. Channel, Channel Types. */
    public enum Kind {
        TEXT(0),
        DIRECT(1),
        VOICE(2),
        CATEGORY(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    public ObjectNode toJson() {
        ObjectNode channel = Json.object().put("id", Json.id(id)).put("type", kind.code());
        if (guild.isPresent()) {
            channel.put("guild_id", Json.id(guild.getAsLong()))
                    .put("name", name)
                    .put("position", position)
                    .putNull("parent_id")
                    .putNull("topic")
                    .put("nsfw", false)
                    .put("rate_limit_per_user", 0);
            channel.putArray("permission_overwrites");
        }
        return channel.putNull("last_message_id").put("flags", 0);
    }
}
