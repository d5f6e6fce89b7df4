package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.FormErrors;
import dev.jetcord.sandbox.json.Json;

/**
 * What a message says. Message, Create Message; Receiving and Responding, Messages.
 *
 * @param attachments whole attachment objects
 * @param flags those of {@link #SETTABLE} only
 */
public record MessageBody(
        String content, ArrayNode embeds, ArrayNode components, ArrayNode attachments, int flags, boolean tts) {

    public static final int EPHEMERAL = 1 << 6;
    public static final int LOADING = 1 << 7;

    private static final int COMPONENTS_V2 = 1 << 15;

    /** SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS, IS_VOICE_MESSAGE, IS_COMPONENTS_V2. */
    private static final int SETTABLE = 1 << 2 | EPHEMERAL | 1 << 12 | 1 << 13 | COMPONENTS_V2;

    static MessageBody loading(int flags) {
        return new MessageBody("", Json.array(), Json.array(), Json.array(), flags & EPHEMERAL, false);
    }

    /**
     * A new message.
     *
     * @param path of the message in the body, empty or ending with a dot
     * @throws ApiException 50035 if a part is invalid, 50006 if nothing is said
     */
    public static MessageBody read(JsonNode json, String path) throws ApiException {
        MessageBody body = new MessageBody(
                text(json),
                Json.arrayOf(json, "embeds"),
                Json.arrayOf(json, "components"),
                attachments(json, Json.array()),
                json.path("flags").asInt(0) & SETTABLE,
                json.path("tts").asBoolean(false));
        body.validate(path);
        return body;
    }

    /**
     * This message with the fields that the body names; null empties a field. The ephemeral state can't be changed.
     *
     * @throws ApiException 50035 if a part is invalid, 50006 if nothing would be left
     */
    MessageBody patched(JsonNode json, String path) throws ApiException {
        int given = json.path("flags").asInt(flags) & SETTABLE & ~EPHEMERAL;
        MessageBody body = new MessageBody(
                json.has("content") ? text(json) : content,
                json.has("embeds") ? Json.arrayOf(json, "embeds") : embeds,
                json.has("components") ? Json.arrayOf(json, "components") : components,
                json.has("attachments") ? attachments(json, attachments) : attachments,
                given | (flags & EPHEMERAL),
                tts);
        body.validate(path);
        return body;
    }

    /** New attachments as they are given, and those that were there if they are named by their id. */
    private static ArrayNode attachments(JsonNode json, ArrayNode before) {
        ArrayNode after = Json.array();
        for (JsonNode given : json.path("attachments")) {
            if (given.has("url")) {
                after.add(given);
            } else {
                before.valueStream()
                        .filter(there -> there.path("id").equals(given.path("id")))
                        .forEach(after::add);
            }
        }
        return after;
    }

    MessageBody withFlags(int other) {
        return new MessageBody(content, embeds, components, attachments, other, tts);
    }

    private static String text(JsonNode json) {
        return json.path("content").isNull() ? "" : json.path("content").asText("");
    }

    boolean ephemeral() {
        return (flags & EPHEMERAL) != 0;
    }

    private void validate(String path) throws ApiException {
        FormErrors errors = new FormErrors();
        new MessageValidator(errors, path).check(content, embeds, components, (flags & COMPONENTS_V2) != 0);
        errors.orThrow();
        if (content.isBlank() && embeds.isEmpty() && components.isEmpty() && attachments.isEmpty()) {
            throw ApiException.emptyMessage();
        }
    }
}
