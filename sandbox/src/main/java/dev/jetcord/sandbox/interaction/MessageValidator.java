package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.http.FormErrors;
import java.util.HashSet;
import java.util.Set;

/** Checks the parts of a message. Message, Create Message and Embed Limits; Components, Action Row. */
final class MessageValidator {

    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;
    private static final int LAST_SELECT = 8;
    private static final int LINK = 5;
    private static final int PREMIUM = 6;

    private final FormErrors errors;
    private final String path;
    private final Set<String> customIds = new HashSet<>();

    MessageValidator(FormErrors errors, String path) {
        this.errors = errors;
        this.path = path;
    }

    void check(String content, JsonNode embeds, JsonNode components, boolean componentsV2) {
        if (content.codePointCount(0, content.length()) > DiscordLimits.CONTENT_CHARACTERS) {
            errors.tooLong(path + "content", DiscordLimits.CONTENT_CHARACTERS);
        }
        if (componentsV2 && (!content.isEmpty() || !embeds.isEmpty())) {
            errors.add(
                    path + "content",
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2");
        }
        if (embeds.size() > DiscordLimits.EMBEDS) {
            errors.tooLong(path + "embeds", DiscordLimits.EMBEDS);
        }
        for (int i = 0; i < embeds.size(); i++) {
            checkEmbed(embeds.path(i), path + "embeds." + i + ".");
        }
        if (!componentsV2 && components.size() > DiscordLimits.ACTION_ROWS) {
            errors.tooLong(path + "components", DiscordLimits.ACTION_ROWS);
        }
        for (int i = 0; i < components.size(); i++) {
            JsonNode row = components.path(i);
            if (!componentsV2 && row.path("type").asInt() != ACTION_ROW) {
                errors.choices(path + "components." + i + ".type", "1");
            }
            checkComponent(row, path + "components." + i);
        }
    }

    private void checkEmbed(JsonNode embed, String at) {
        if (embed.path("title").asText("").length() > DiscordLimits.EMBED_TITLE_CHARACTERS) {
            errors.tooLong(at + "title", DiscordLimits.EMBED_TITLE_CHARACTERS);
        }
        if (embed.path("description").asText("").length() > DiscordLimits.EMBED_DESCRIPTION_CHARACTERS) {
            errors.tooLong(at + "description", DiscordLimits.EMBED_DESCRIPTION_CHARACTERS);
        }
        if (embed.path("fields").size() > DiscordLimits.EMBED_FIELDS) {
            errors.tooLong(at + "fields", DiscordLimits.EMBED_FIELDS);
        }
    }

    private void checkComponent(JsonNode component, String at) {
        int type = component.path("type").asInt();
        int style = component.path("style").asInt();
        boolean interactive = type >= BUTTON && type <= LAST_SELECT;
        if (interactive && !(type == BUTTON && (style == LINK || style == PREMIUM))) {
            String id = component.path("custom_id").asText("");
            if (id.isEmpty() || id.length() > DiscordLimits.CUSTOM_ID_CHARACTERS) {
                errors.length(at + ".custom_id", 1, DiscordLimits.CUSTOM_ID_CHARACTERS);
            } else if (!customIds.add(id)) {
                errors.add(
                        at + ".custom_id",
                        "COMPONENT_CUSTOM_ID_DUPLICATED",
                        "Component custom id cannot be duplicated");
            }
        }
        JsonNode children = component.path("components");
        if (type == ACTION_ROW && (children.isEmpty() || children.size() > 5)) {
            errors.length(at + ".components", 1, 5);
        }
        for (int i = 0; i < children.size(); i++) {
            checkComponent(children.path(i), at + ".components." + i);
        }
    }
}
