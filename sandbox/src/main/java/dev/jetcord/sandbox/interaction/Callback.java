package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.command.ChoiceValidator;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.FormErrors;
import dev.jetcord.sandbox.json.Json;

/** A first response. Receiving and Responding, Interaction Response Structure. */
sealed interface Callback {

    CallbackType type();

    /** Types 4 and, with the fields of the message that it changes, 7. */
    record Say(CallbackType type, JsonNode data) implements Callback {}

    /** Type 5. */
    record Defer(int flags) implements Callback {
        @Override
        public CallbackType type() {
            return CallbackType.DEFERRED_MESSAGE;
        }
    }

    /** Types 1 and 6. */
    record Acknowledge(CallbackType type) implements Callback {}

    /** Type 8. */
    record Choices(ArrayNode choices) implements Callback {
        @Override
        public CallbackType type() {
            return CallbackType.CHOICES;
        }
    }

    /** Type 9. */
    record Modal(JsonNode modal) implements Callback {
        @Override
        public CallbackType type() {
            return CallbackType.MODAL;
        }
    }

    /**
     * Reads a body for an interaction.
     *
     * @throws ApiException 50035 if the type is not one that may answer it, or the data is invalid
     */
    static Callback read(JsonNode body, InteractionType interaction, boolean hasSource) throws ApiException {
        FormErrors errors = new FormErrors();
        if (!body.path("type").isInt()) {
            throw errors.required("type").exception();
        }
        CallbackType type = CallbackType.of(body.path("type").asInt())
                .filter(given -> interaction.allows(given, hasSource))
                .orElse(null);
        if (type == null) {
            throw errors.add(
                            "type",
                            "INTERACTION_APPLICATION_COMMAND_INVALID_CALLBACK_TYPE",
                            "Response type %d can't answer this interaction"
                                    .formatted(body.path("type").asInt()))
                    .exception();
        }
        JsonNode data = body.path("data");
        return switch (type) {
            case MESSAGE, UPDATE -> {
                if (!data.isObject()) {
                    throw errors.required("data").exception();
                }
                yield new Say(type, data);
            }
            case DEFERRED_MESSAGE -> {
                int flags = data.path("flags").asInt(0);
                if ((flags & ~MessageBody.EPHEMERAL) != 0) {
                    errors.choices("data.flags", Integer.toString(MessageBody.EPHEMERAL));
                }
                errors.orThrow();
                yield new Defer(flags);
            }
            case PONG, DEFERRED_UPDATE -> new Acknowledge(type);
            case CHOICES -> {
                if (!data.path("choices").isArray()) {
                    errors.required("data.choices");
                }
                new ChoiceValidator(errors).check(data.path("choices"), "data.choices");
                errors.orThrow();
                yield new Choices(Json.arrayOf(data, "choices"));
            }
            case MODAL -> {
                checkModal(data, errors);
                yield new Modal(data.deepCopy());
            }
        };
    }

    private static void checkModal(JsonNode data, FormErrors errors) throws ApiException {
        int id = data.path("custom_id").asText("").length();
        int title = data.path("title").asText("").length();
        int components = data.path("components").size();
        if (id < 1 || id > DiscordLimits.CUSTOM_ID_CHARACTERS) {
            errors.length("data.custom_id", 1, DiscordLimits.CUSTOM_ID_CHARACTERS);
        }
        if (title < 1 || title > DiscordLimits.MODAL_TITLE_CHARACTERS) {
            errors.length("data.title", 1, DiscordLimits.MODAL_TITLE_CHARACTERS);
        }
        if (components < 1 || components > DiscordLimits.MODAL_COMPONENTS) {
            errors.length("data.components", 1, DiscordLimits.MODAL_COMPONENTS);
        }
        errors.orThrow();
    }
}
