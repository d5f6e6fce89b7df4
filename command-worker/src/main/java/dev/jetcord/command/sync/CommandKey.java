package dev.jetcord.command.sync;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * By what Discord tells an application's global commands apart.
 *
 * @param type Discord's number: 1 slash, 2 user, 3 message
 */
public record CommandKey(int type, String name) {
    public CommandKey {
        requireNonNull(name, "name");
    }

    static CommandKey of(JsonNode command) {
        return new CommandKey(
                command.path("type").asInt(1), command.path("name").asText());
    }

    /** As people write it. */
    @Override
    public String toString() {
        return switch (type) {
            case 1 -> '/' + name;
            case 2 -> "user command '" + name + '\'';
            case 3 -> "message command '" + name + '\'';
            default -> "command '" + name + "' of type " + type;
        };
    }
}
