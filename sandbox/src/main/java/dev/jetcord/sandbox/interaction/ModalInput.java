package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.json.Json;

/** Fills in a modal as a user does. Components, Text Input; Receiving and Responding, Modal Submit Data Structure. */
final class ModalInput {

    private static final int TEXT_INPUT = 4;
    private static final int TEXT_CHARACTERS = 4000;

    private ModalInput() {}

    /**
     * The components of the submit, in the shape of the modal.
     *
     * @param values by custom id
     * @throws ApiException 400 if a value is missing or too short or too long, with the text that a client would show
     */
    static ArrayNode fill(JsonNode components, JsonNode values) throws ApiException {
        ArrayNode filled = Json.array();
        for (JsonNode component : components) {
            ObjectNode json =
                    filled.addObject().put("type", component.path("type").asInt());
            if (component.has("custom_id")) {
                json.put("custom_id", component.path("custom_id").asText());
                if (component.path("type").asInt() == TEXT_INPUT) {
                    json.put("value", text(component, values));
                } else {
                    json.set(
                            "values",
                            Json.arrayOf(values, component.path("custom_id").asText()));
                }
            }
            if (component.path("components").isArray()) {
                json.set("components", fill(component.path("components"), values));
            }
            if (component.path("component").isObject()) {
                json.set(
                        "component",
                        fill(Json.array().add(component.path("component")), values)
                                .path(0));
            }
        }
        return filled;
    }

    private static String text(JsonNode input, JsonNode values) throws ApiException {
        String id = input.path("custom_id").asText();
        String value = values.path(id).asText(input.path("value").asText(""));
        boolean required = input.path("required").asBoolean(true);
        int least = input.path("min_length").asInt(required ? 1 : 0);
        int most = input.path("max_length").asInt(TEXT_CHARACTERS);
        if ((required || !value.isEmpty()) && (value.length() < least || value.length() > most)) {
            throw new ApiException(400, 0, "The field '%s' takes %d to %d characters.".formatted(id, least, most));
        }
        return value;
    }
}
