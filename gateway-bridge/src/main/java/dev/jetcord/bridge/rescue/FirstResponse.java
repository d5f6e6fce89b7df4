package dev.jetcord.bridge.rescue;

import dev.jetcord.common.wire.InteractionKind;
import java.util.Locale;
import java.util.Optional;

/** What the bridge says in a worker's place (Discord, "Interaction Callback Type"). */
enum FirstResponse {
    /** "Thinking", to the user alone. */
    DEFER_EPHEMERAL("{\"type\":5,\"data\":{\"flags\":64}}"),
    /** "Thinking", to everybody. */
    DEFER_PUBLIC("{\"type\":5}"),
    /** Nothing that the user sees: the message that carried the component stays. */
    DEFER_UPDATE("{\"type\":6}"),
    /** No choices can come later, and none are an answer. */
    NO_CHOICES("{\"type\":8,\"data\":{\"choices\":[]}}"),
    /** A form can only be the first response, so it cannot come later. */
    TRY_AGAIN(
            "{\"type\":4,\"data\":{\"flags\":64,\"content\":\"That could not be opened just now. Please try again in a moment.\"}}");

    private final String json;

    FirstResponse(String json) {
        this.json = json;
    }

    /**
     * Chooses.
     *
     * @param policy the command's, as {@code provision} publishes it; empty where there is none
     * @param onMessage whether the interaction came from a message's component
     */
    static FirstResponse choose(InteractionKind kind, Optional<String> policy, boolean onMessage) {
        return switch (kind) {
            case AUTOCOMPLETE -> NO_CHOICES;
            case COMPONENT -> DEFER_UPDATE;
            case MODAL -> onMessage ? DEFER_UPDATE : DEFER_EPHEMERAL;
            case SLASH, USER, MESSAGE ->
                switch (policy.map(text -> text.toLowerCase(Locale.ROOT)).orElse("")) {
                    case "defer_public" -> DEFER_PUBLIC;
                    case "modal" -> TRY_AGAIN;
                    // Also for a command that answers at once when it can, and for one that is not known.
                    default -> DEFER_EPHEMERAL;
                };
        };
    }

    /** The body of the callback. */
    String json() {
        return json;
    }

    /** Whether the user now waits for an answer that a worker may still give. */
    boolean leavesThinking() {
        return switch (this) {
            case DEFER_EPHEMERAL, DEFER_PUBLIC -> true;
            case DEFER_UPDATE, NO_CHOICES, TRY_AGAIN -> false;
        };
    }
}
