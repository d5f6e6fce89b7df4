package dev.jetcord.command.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whether a command that Discord has is the one we define. Discord adds ids, fills in defaults and leaves out what is empty:
 * both are brought into one form first, with nothing but what a definition can say.
 */
final class CommandComparison {
    private static final List<String> OPTION_TEXTS = List.of("name", "description");
    private static final List<String> OPTION_FLAGS = List.of("required", "autocomplete");
    private static final List<String> OPTION_LIMITS = List.of(
            "min_value", "max_value", "min_length", "max_length", "name_localizations", "description_localizations");

    private CommandComparison() {}

    static boolean same(JsonNode registered, JsonNode defined) {
        return command(registered).equals(command(defined));
    }

    private static ObjectNode command(JsonNode command) {
        ObjectNode form = JsonNodeFactory.instance
                .objectNode()
                .put("type", command.path("type").asInt(1))
                .put("name", command.path("name").asText())
                .put("description", command.path("description").asText(""))
                .put(
                        "default_member_permissions",
                        command.path("default_member_permissions").asText(""))
                .put("nsfw", command.path("nsfw").asBoolean());
        copy(command, form, List.of("name_localizations", "description_localizations"));
        form.set("contexts", numbers(command.path("contexts")));
        form.set("integration_types", numbers(command.path("integration_types")));
        form.set("options", options(command.path("options")));
        return form;
    }

    private static ArrayNode options(JsonNode options) {
        ArrayNode form = JsonNodeFactory.instance.arrayNode();
        for (JsonNode option : options) {
            ObjectNode one = form.addObject().put("type", option.path("type").asInt());
            OPTION_TEXTS.forEach(field -> one.put(field, option.path(field).asText("")));
            OPTION_FLAGS.forEach(field -> one.put(field, option.path(field).asBoolean()));
            copy(option, one, OPTION_LIMITS);
            one.set("channel_types", numbers(option.path("channel_types")));
            ArrayNode choices = one.putArray("choices");
            option.path("choices")
                    .forEach(choice -> choices.addObject()
                            .put("name", choice.path("name").asText())
                            .put("value", choice.path("value").asText()));
            one.set("options", options(option.path("options")));
        }
        return form;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
        for (String field : fields) {
            JsonNode value = from.path(field);
            if (from.hasNonNull(field) && !(value.isContainerNode() && value.isEmpty())) {
                // As a number is written says nothing: 1 and 1.0 are the same limit.
                to.set(field, value.isNumber() ? DoubleNode.valueOf(value.doubleValue()) : value);
            }
        }
    }

    /** The order of these numbers means nothing. */
    private static ArrayNode numbers(JsonNode array) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asInt()));
        Collections.sort(numbers);
        ArrayNode form = JsonNodeFactory.instance.arrayNode();
        numbers.forEach(form::add);
        return form;
    }
}
