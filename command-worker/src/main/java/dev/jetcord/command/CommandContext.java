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
import java.util.List;
import java.util.Map;

/** What a handler is given: what the user did, and the means to answer. Thread-safe. */
public final class CommandContext {
    private final Interaction interaction;
    private final Journey journey;
    private final InteractionResponder responder;

    public CommandContext(Interaction interaction, Journey journey, InteractionResponder responder) {
        this.interaction = requireNonNull(interaction, "interaction");
        this.journey = requireNonNull(journey, "journey");
        this.responder = requireNonNull(responder, "responder");
    }

    public Interaction interaction() {
        return interaction;
    }

    /** When it was where on its way here. */
    public Journey journey() {
        return journey;
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
