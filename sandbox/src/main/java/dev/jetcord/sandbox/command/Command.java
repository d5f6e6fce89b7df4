package dev.jetcord.sandbox.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.util.List;
import java.util.OptionalLong;

/**
 * A registered application command. Application Commands, Application Command Structure.
 *
 * @param guild where it is registered; absent: everywhere
 * @param json as REST gives it
 */
public record Command(long id, OptionalLong guild, int type, String name, ObjectNode json) {

    public static final int CHAT_INPUT = 1;
    public static final int USER = 2;
    public static final int MESSAGE = 3;

    public List<CommandOption> options() {
        return CommandOption.readAll(json);
    }

    /** Permissions that a member needs to see it; 0 if none. */
    public long neededPermissions() {
        return Json.snowflake(json.path("default_member_permissions")).orElse(0);
    }

    /** Whether it can be used in a direct message with the bot. */
    public boolean inDirectMessages() {
        if (guild.isPresent() || !json.path("dm_permission").asBoolean(true)) {
            return false;
        }
        return !json.path("contexts").isArray()
                || json.path("contexts").valueStream().anyMatch(context -> context.asInt() == 1);
    }

    /** Whether it can be used in a guild. */
    public boolean inGuilds() {
        return !json.path("contexts").isArray()
                || json.path("contexts").valueStream().anyMatch(context -> context.asInt() == 0);
    }
}
