package dev.jetcord.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;

/** A user or the bot. User, User Object. */
public record User(long id, String username, String globalName, boolean bot) {

    public User {
        if (username.isBlank() || username.length() > 32) {
            throw new IllegalArgumentException("a user name has 1 to 32 characters, not '%s'".formatted(username));
        }
    }

    public ObjectNode toJson() {
        return Json.object()
                .put("id", Json.id(id))
                .put("username", username)
                .put("discriminator", bot ? "0001" : "0")
                .put("global_name", bot ? null : globalName)
                .putNull("avatar")
                .put("bot", bot)
                .putNull("avatar_decoration_data")
                .putNull("clan")
                .putNull("primary_guild")
                .put("public_flags", 0);
    }
}
