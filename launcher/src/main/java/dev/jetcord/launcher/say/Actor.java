package dev.jetcord.launcher.say;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Who acts in the sandbox, and where.
 *
 * @param user the user's id or name, or else the first of the guild
 * @param guild the guild's id, or else the sandbox's first
 */
public record Actor(Optional<String> user, Optional<String> guild) {
    public Actor {
        requireNonNull(user, "user");
        requireNonNull(guild, "guild");
    }

    ObjectNode addTo(ObjectNode act) {
        user.ifPresent(id -> act.put("user", id));
        guild.ifPresent(id -> act.put("guild", id));
        return act;
    }
}
