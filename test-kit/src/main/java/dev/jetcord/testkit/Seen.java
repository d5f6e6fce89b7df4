package dev.jetcord.testkit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a user sees of an answer.
 *
 * @param state how far it has come
 * @param deferred whether the first response was but a deferral
 * @param messages that are there, oldest first; those that were deleted are not
 * @param suggestions that autocomplete offers, by the name that is shown
 * @param modal that is open
 * @param rejections Discord's codes of the requests of the bot that it refused
 */
public record Seen(
        State state,
        boolean deferred,
        List<Message> messages,
        List<String> suggestions,
        Optional<JsonNode> modal,
        List<Integer> rejections) {
    /** Discord, "Interaction Callback Type": a deferred message, a deferred update. */
    private static final List<Integer> DEFERRALS = List.of(5, 6);

    public Seen {
        requireNonNull(state, "state");
        messages = List.copyOf(messages);
        suggestions = List.copyOf(suggestions);
        requireNonNull(modal, "modal");
        rejections = List.copyOf(rejections);
    }

    /** Reads the sandbox's view of an interaction. */
    static Seen of(JsonNode view) {
        return new Seen(
                State.valueOf(view.path("state").asText().toUpperCase(Locale.ROOT)),
                DEFERRALS.contains(view.path("callback").path("type").asInt()),
                view.path("messages")
                        .valueStream()
                        .filter(message -> !message.path("deleted").asBoolean())
                        .map(Message::of)
                        .toList(),
                view.path("choices")
                        .valueStream()
                        .map(choice -> choice.path("name").asText())
                        .toList(),
                Optional.of(view.path("modal")).filter(JsonNode::isObject),
                view.path("rejected")
                        .valueStream()
                        .map(refusal -> refusal.path("code").asInt())
                        .toList());
    }

    /** The latest message. */
    public Message message() {
        if (messages.isEmpty()) {
            throw new AssertionError("the user sees no message; the interaction is " + state);
        }
        return messages.getLast();
    }

    /** The text of the latest message. */
    public String content() {
        return message().content();
    }

    /** Whether the latest message is shown to the user alone. */
    public boolean ephemeral() {
        return message().ephemeral();
    }

    /** How far an answer has come. */
    public enum State {
        /** Discord has no response yet. */
        SENT,
        /** It was deferred. */
        THINKING,
        ANSWERED,
        /** The user sees that the application did not respond. */
        FAILED
    }

    /**
     * A message.
     *
     * @param ephemeral whether it is shown to the user alone
     * @param edited whether it was changed after it was first shown; the end of "thinking" is no change
     * @param view all of it, as the sandbox gives it
     */
    public record Message(String content, boolean ephemeral, boolean edited, JsonNode view) {
        private static Message of(JsonNode view) {
            return new Message(
                    view.path("content").asText(),
                    view.path("ephemeral").asBoolean(),
                    view.path("edited").asBoolean(),
                    view);
        }
    }
}
