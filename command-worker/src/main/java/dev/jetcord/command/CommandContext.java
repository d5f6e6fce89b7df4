package dev.jetcord.command;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.interaction.Choice;
import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.interaction.InteractionData;
import dev.jetcord.common.interaction.InteractionResponder;
import dev.jetcord.common.interaction.ModalForm;
import dev.jetcord.common.interaction.Options;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.common.interaction.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler is given: what the user did, and the means to answer. Thread-safe. */
public final class CommandContext {
    private final Interaction interaction;
    private final Journey journey;
    private final long attempt;
    private final InteractionResponder responder;

    /** @param attempt which run of this interaction it is, from 1 */
    public CommandContext(Interaction interaction, Journey journey, long attempt, InteractionResponder responder) {
        this.interaction = requireNonNull(interaction, "interaction");
        this.journey = requireNonNull(journey, "journey");
        this.attempt = attempt;
        this.responder = requireNonNull(responder, "responder");
    }

    public Interaction interaction() {
        return interaction;
    }

    /** When it was where on its way here. */
    public Journey journey() {
        return journey;
    }

    /**
     * Which run of this interaction it is, from 1. From 2 on an earlier one was begun, and may have done a part of its work
     * or all of it: what must not be done twice is remembered under the interaction's id.
     */
    public long attempt() {
        return attempt;
    }

    /** What the user entered; nothing for a component or modal. */
    public Options options() {
        return switch (interaction.data()) {
            case InteractionData.Command command -> command.options();
            case InteractionData.Autocomplete autocomplete -> autocomplete.options();
            case InteractionData.Component component -> Options.NONE;
            case InteractionData.Modal modal -> Options.NONE;
        };
    }

    /** What stands behind the first {@code :} of a component's or modal's custom id; otherwise empty. */
    public String argument() {
        String customId = switch (interaction.data()) {
            case InteractionData.Component component -> component.customId();
            case InteractionData.Modal modal -> modal.customId();
            case InteractionData.Command command -> "";
            case InteractionData.Autocomplete autocomplete -> "";
        };
        int colon = customId.indexOf(':');
        return colon < 0 ? "" : customId.substring(colon + 1);
    }

    /** What was chosen in a menu: texts, or ids of what Discord filled it with; otherwise empty. */
    public List<String> chosen() {
        return interaction.data() instanceof InteractionData.Component component ? component.values() : List.of();
    }

    /**
     * The user that a user command was run on.
     *
     * @throws IllegalStateException when this is no user command
     */
    public Interaction.User targetUser() {
        if (target() instanceof Target.OfUser(Interaction.User user)) {
            return user;
        }
        throw new IllegalStateException("only a user command has a user as its target");
    }

    /**
     * The message that a message command was run on.
     *
     * @throws IllegalStateException when this is no message command
     */
    public Target.OfMessage targetMessage() {
        if (target() instanceof Target.OfMessage message) {
            return message;
        }
        throw new IllegalStateException("only a message command has a message as its target");
    }

    private @Nullable Target target() {
        return interaction.data() instanceof InteractionData.Command command
                ? command.target().orElse(null)
                : null;
    }

    /** What was entered in a form, by the custom id of the input; otherwise empty. */
    public Map<String, String> fields() {
        return interaction.data() instanceof InteractionData.Modal modal ? modal.fields() : Map.of();
    }

    /** Shows a message to everybody. */
    public void reply(String content) throws DiscordException, InterruptedException {
        responder.reply(Reply.text(content));
    }

    /** Shows a message. */
    public void reply(Reply reply) throws DiscordException, InterruptedException {
        responder.reply(reply);
    }

    /** Changes the message that carried the component. */
    public void update(Reply reply) throws DiscordException, InterruptedException {
        responder.update(reply);
    }

    /** Suggests values. */
    public void suggest(List<Choice> choices) throws DiscordException, InterruptedException {
        responder.choices(choices);
    }

    /** Opens a form; must be the first thing that is said. */
    public void open(ModalForm form) throws DiscordException, InterruptedException {
        responder.modal(form);
    }
}
