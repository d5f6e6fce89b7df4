package dev.jetcord.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.interaction.Permission;
import dev.jetcord.common.wire.InteractionKind;
import java.util.List;
import java.util.Set;

/**
 * A command as Discord shows it to users (Discord, "Application Command Structure").
 *
 * @param kind slash, user or message
 * @param description 1 to 100 characters; empty for a user or message command
 * @param options what the user enters; none where there are subcommands
 * @param contexts where it can be used
 * @param permissions what a member must be permitted to do to use it; everybody may where empty
 */
public record CommandDefinition(
        InteractionKind kind,
        String name,
        String description,
        List<Option> options,
        Subcommands subcommands,
        Set<Context> contexts,
        Set<Permission> permissions) {

    /** Where a command can be used (Discord, "Interaction Context Types", in the order of their numbers). */
    public enum Context {
        GUILD,
        BOT_DM,
        PRIVATE_CHANNEL
    }

    public CommandDefinition {
        requireNonNull(subcommands, "subcommands");
        options = Option.together("command '" + name + "'", options);
        contexts = Set.copyOf(contexts);
        permissions = Set.copyOf(permissions);
        boolean slash = number(kind) == 1;
        if (slash ? !Option.NAME.matcher(name).matches() : name.isBlank() || name.length() > 32) {
            throw invalid(
                    name,
                    slash
                            ? "a name must have 1 to 32 lower-case letters, digits, '-' or '_'"
                            : "a name must have 1 to 32 characters");
        }
        if (slash == description.isEmpty() || description.length() > 100) {
            throw invalid(
                    name,
                    slash ? "the description must have 1 to 100 characters" : "only a slash command has a description");
        }
        if (!slash && !(options.isEmpty() && subcommands.isEmpty())) {
            throw invalid(name, "only a slash command has options");
        }
        if (!options.isEmpty() && !subcommands.isEmpty()) {
            throw invalid(name, "options belong to its subcommands");
        }
        if (contexts.isEmpty()) {
            throw invalid(name, "it must be usable somewhere: give it a context");
        }
        if (!permissions.isEmpty() && !contexts.equals(Set.of(Context.GUILD))) {
            throw invalid(name, "permissions are those of a guild's member: its only context must be GUILD");
        }
    }

    /** Discord's number of a kind of command. */
    public static int number(InteractionKind kind) {
        return switch (kind) {
            case SLASH -> 1;
            case USER -> 2;
            case MESSAGE -> 3;
            case COMPONENT, MODAL, AUTOCOMPLETE -> throw new IllegalArgumentException(kind + " is no kind of command");
        };
    }

    /**
     * Whether the user may use it, by what Discord says of them in the interaction itself. A guild's admins can show a
     * command to more members than its permissions do; that lets nobody get past this.
     */
    public boolean permits(Interaction interaction) {
        return permissions.isEmpty()
                || interaction
                        .guild()
                        .filter(guild -> guild.permits(permissions))
                        .isPresent();
    }

    /** The body that registers it. */
    public ObjectNode json() {
        ObjectNode command = JsonNodeFactory.instance
                .objectNode()
                .put("type", number(kind))
                .put("name", name)
                .put("description", description);
        ArrayNode optionArray = command.putArray("options");
        options.forEach(option -> optionArray.add(option.json()));
        subcommands.addTo(optionArray);
        if (permissions.isEmpty()) {
            command.putNull("default_member_permissions");
        } else {
            command.put("default_member_permissions", Long.toUnsignedString(Permission.bits(permissions)));
        }
        ArrayNode contextArray = command.putArray("contexts");
        contexts.stream().map(Enum::ordinal).sorted().forEach(contextArray::add);
        // Installed to guilds: Jetcord answers for the guilds that it is in.
        command.putArray("integration_types").add(0);
        return command.put("nsfw", false);
    }

    private static IllegalArgumentException invalid(String name, String problem) {
        return new IllegalArgumentException("command '" + name + "': " + problem);
    }
}
