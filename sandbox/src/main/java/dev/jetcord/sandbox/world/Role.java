package dev.jetcord.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;

/**
 * A role; the one whose id is its guild's is {@code @everyone}. Permissions, Role Object.
 *
 * @param permissions a bit set
 */
public record Role(long id, String name, long permissions, int position, boolean managed) {

    public Role {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("a role name has 1 to 100 characters, not '%s'".formatted(name));
        }
    }

    public ObjectNode toJson() {
        ObjectNode role = Json.object()
                .put("id", Json.id(id))
                .put("name", name)
                .putNull("description")
                .put("permissions", Long.toUnsignedString(permissions))
                .put("position", position)
                .put("color", 0)
                .put("hoist", false)
                .put("managed", managed)
                .put("mentionable", false)
                .putNull("icon")
                .putNull("unicode_emoji")
                .put("flags", 0);
        role.putObject("colors")
                .put("primary_color", 0)
                .putNull("secondary_color")
                .putNull("tertiary_color");
        return role;
    }
}
