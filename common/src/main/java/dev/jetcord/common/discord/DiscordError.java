package dev.jetcord.common.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The body of an error answer (Discord API Reference, "Error Messages"), without any value that was sent: only which field
 * broke which rule.
 *
 * @param code Discord's error code, or {@link DiscordErrorCode#NONE}
 * @param message Discord's words for the code
 * @param fields each a path and a rule, such as {@code data.content BASE_TYPE_MAX_LENGTH}
 */
record DiscordError(int code, String message, List<String> fields) {
    private static final int MAX_FIELDS = 10;

    DiscordError {
        fields = List.copyOf(fields);
    }

    static DiscordError of(JsonNode body) {
        List<String> fields = new ArrayList<>();
        collect(body.path("errors"), "", fields);
        return new DiscordError(
                body.path("code").asInt(DiscordErrorCode.NONE),
                body.path("message").asText(""),
                fields);
    }

    /** The code, words and fields, with a colon before them; empty when there is none of them. */
    String description() {
        StringBuilder text = new StringBuilder();
        if (code != DiscordErrorCode.NONE) {
            text.append(": ").append(code).append(' ').append(message);
        }
        if (!fields.isEmpty()) {
            text.append(" (").append(String.join(", ", fields)).append(')');
        }
        return text.toString();
    }

    private static void collect(JsonNode errors, String path, List<String> fields) {
        for (JsonNode error : errors.path("_errors")) {
            if (fields.size() < MAX_FIELDS) {
                fields.add(path + ' ' + error.path("code").asText());
            }
        }
        for (Map.Entry<String, JsonNode> field : errors.properties()) {
            if (field.getValue().isObject()) {
                collect(field.getValue(), path.isEmpty() ? field.getKey() : path + '.' + field.getKey(), fields);
            }
        }
    }
}
