package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.util.List;

/** Empties what users wrote for sessions without the intent. Gateway, Message Content Intent. */
final class MessageContent {

    private static final List<String> LISTS = List.of("embeds", "attachments", "components");

    private final String bot;

    MessageContent(long bot) {
        this.bot = Json.id(bot);
    }

    /** The message with empty values, unless the bot wrote it or is mentioned in it. */
    byte[] hidden(byte[] message) {
        try {
            JsonNode tree = Json.parse(message);
            hide(tree);
            return Json.bytes(tree);
        } catch (IOException e) {
            throw new IllegalStateException("a dispatch holds no JSON", e);
        }
    }

    private void hide(JsonNode message) {
        if (!(message instanceof ObjectNode json) || isBot(json.path("author")) || mentionsBot(json)) {
            return;
        }
        // MESSAGE_UPDATE may hold some fields only: what is absent stays absent.
        if (json.has("content")) {
            json.put("content", "");
        }
        for (String list : LISTS) {
            if (json.has(list)) {
                json.putArray(list);
            }
        }
        json.remove("poll");
        hide(json.path("referenced_message"));
        json.path("message_snapshots").forEach(snapshot -> hide(snapshot.path("message")));
    }

    private boolean mentionsBot(JsonNode message) {
        return message.path("mentions").valueStream().anyMatch(this::isBot);
    }

    private boolean isBot(JsonNode user) {
        return user.path("id").asText().equals(bot);
    }
}
