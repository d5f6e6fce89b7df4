package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.command.Command;
import dev.jetcord.sandbox.command.CommandStore;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Permissions;
import dev.jetcord.sandbox.world.World;
import java.util.Optional;
import java.util.OptionalLong;

/** What a user can do to the bot: each act becomes an interaction. Refuses what Discord's client would not let pass. Thread-safe. */
public final class UserDesk {

    private final World world;
    private final CommandStore commands;
    private final InteractionStore interactions;
    private final MessageStore messages;
    private final InteractionSender sender;

    public UserDesk(
            World world,
            CommandStore commands,
            InteractionStore interactions,
            MessageStore messages,
            InteractionSender sender) {
        this.world = world;
        this.commands = commands;
        this.interactions = interactions;
        this.messages = messages;
        this.sender = sender;
    }

    /**
     * Types a slash command, or part of one for autocomplete.
     *
     * @param focused the option that the user is typing; empty: the last
     * @throws ApiException 404 if there is no such command, 403 if the user may not use it, 400 if an option is wrong
     */
    public Interaction type(Place place, String text, boolean autocomplete, String focused) throws ApiException {
        CommandText words = new CommandText(text);
        String name = words.word();
        Command command = command(place, Command.CHAT_INPUT, name);
        Resolved resolved = new Resolved(world, place);
        StringBuilder path = new StringBuilder(name);
        ArrayNode options = new OptionReader(resolved, autocomplete).read(command.options(), words, path);
        ObjectNode data = data(command, resolved);
        if (!options.isEmpty()) {
            data.set("options", options);
        }
        if (autocomplete) {
            focus(options, focused);
        }
        InteractionType type = autocomplete ? InteractionType.AUTOCOMPLETE : InteractionType.COMMAND;
        return sender.send(type, "/" + path, place, data, Optional.empty());
    }

    /**
     * Uses a context menu command on a user or a message.
     *
     * @throws ApiException 404 if the command or its target does not exist, 403 if the user may not use it
     */
    public Interaction menu(Place place, int type, String name, String target) throws ApiException {
        Command command = command(place, type, name);
        Resolved resolved = new Resolved(world, place);
        String targetId;
        if (type == Command.USER) {
            targetId = resolved.user(target).orElseThrow(ApiException::unknownUser);
        } else {
            Message message = message(Json.snowflake(target));
            resolved.message(message);
            targetId = Json.id(message.id());
        }
        ObjectNode data = data(command, resolved).put("target_id", targetId);
        return sender.send(InteractionType.COMMAND, name, place, data, Optional.empty());
    }

    /**
     * Presses a button or chooses in a menu of a message.
     *
     * @throws ApiException 404 if there is no such message or component, 400 if it is disabled
     */
    public Interaction component(Place place, OptionalLong messageId, String customId, JsonNode values)
            throws ApiException {
        Message message = message(messageId);
        JsonNode component = message.component(customId)
                .orElseThrow(() -> new ApiException(404, 0, "The message has no component '%s'.".formatted(customId)));
        if (component.path("disabled").asBoolean(false)) {
            throw new ApiException(400, 0, "The component '%s' is disabled.".formatted(customId));
        }
        int type = component.path("type").asInt();
        ObjectNode data = Json.object().put("custom_id", customId).put("component_type", type);
        if (type != 2) {
            data.set("values", values.isArray() ? values : Json.array());
        }
        return sender.send(InteractionType.COMPONENT, customId, place, data, Optional.of(message));
    }

    /**
     * Submits the modal that an interaction opened.
     *
     * @throws ApiException 404 if it opened none, 400 if a field is wrong
     */
    public Interaction modal(Place place, OptionalLong interactionId, JsonNode values) throws ApiException {
        Optional<Interaction> opener =
                interactionId.isPresent() ? interactions.byId(interactionId.getAsLong()) : Optional.empty();
        JsonNode modal = opener.flatMap(Interaction::modal)
                .orElseThrow(() -> new ApiException(404, 0, "That interaction has opened no modal."));
        String customId = modal.path("custom_id").asText();
        ObjectNode data = Json.object().put("custom_id", customId);
        data.set("components", ModalInput.fill(modal.path("components"), values));
        return sender.send(InteractionType.MODAL_SUBMIT, customId, place, data, opener.flatMap(Interaction::source));
    }

    private Message message(OptionalLong id) throws ApiException {
        Optional<Message> message = id.isPresent() ? messages.find(id.getAsLong()) : Optional.empty();
        return message.orElseThrow(ApiException::unknownMessage);
    }

    private Command command(Place place, int type, String name) throws ApiException {
        Command command = commands.find(place.guildId(), type, name)
                .orElseThrow(() -> new ApiException(
                        404,
                        10063,
                        "No command '%s' here. There %s: %s"
                                .formatted(
                                        name,
                                        type == Command.CHAT_INPUT ? "are the commands" : "are the menu entries",
                                        commands.names(place.guildId(), type))));
        if (!Permissions.allow(place.permissions(), command.neededPermissions())) {
            throw new ApiException(
                    403, 50013, "%s may not use '%s'.".formatted(place.user().username(), name));
        }
        return command;
    }

    private static ObjectNode data(Command command, Resolved resolved) {
        ObjectNode data = Json.object()
                .put("id", Json.id(command.id()))
                .put("name", command.name())
                .put("type", command.type());
        if (!resolved.toJson().isEmpty()) {
            data.set("resolved", resolved.toJson());
        }
        if (command.guild().isPresent()) {
            data.put("guild_id", Json.id(command.guild().getAsLong()));
        }
        return data;
    }

    private static void focus(ArrayNode options, String focused) throws ApiException {
        ArrayNode level = options;
        while (!level.isEmpty() && level.path(0).path("options") instanceof ArrayNode below) {
            level = below;
        }
        for (int i = level.size() - 1; i >= 0; i--) {
            if (level.path(i) instanceof ObjectNode option
                    && (focused.isEmpty() || option.path("name").asText().equals(focused))) {
                option.put("focused", true);
                return;
            }
        }
        throw new ApiException(400, 0, "No option is being typed.");
    }
}
