package dev.jetcord.common.interaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A message to show. It pings nobody, whatever its text holds.
 *
 * @param content 1 to 2000 characters of Discord's Markdown
 * @param ephemeral only the user who acted sees it
 * @param buttons at most 25, shown in rows of five
 */
public record Reply(String content, boolean ephemeral, List<Button> buttons) {
    private static final int MAX_CONTENT = 2000;
    private static final int MAX_BUTTONS = 25;
    private static final int BUTTONS_IN_A_ROW = 5;
    private static final int EPHEMERAL_FLAG = 1 << 6;

    public Reply {
        buttons = List.copyOf(buttons);
        if (content.isBlank() || content.codePointCount(0, content.length()) > MAX_CONTENT) {
            throw new IllegalArgumentException("a reply must have 1 to " + MAX_CONTENT + " characters");
        }
        if (buttons.size() > MAX_BUTTONS) {
            throw new IllegalArgumentException("a reply must have at most " + MAX_BUTTONS + " buttons");
        }
    }

    /** A message that everybody in the channel sees. */
    public static Reply text(String content) {
        return new Reply(content, false, List.of());
    }

    /** A message that only the user who acted sees. */
    public static Reply ephemeral(String content) {
        return new Reply(content, true, List.of());
    }

    /** The same with these buttons below it. */
    public Reply withButtons(Button... shown) {
        return new Reply(content, ephemeral, List.of(shown));
    }

    /** The body for Discord; without the flag, which an edit may not change. */
    ObjectNode json() {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("content", content);
        message.putObject("allowed_mentions").putArray("parse");
        ArrayNode rows = message.putArray("components");
        for (int first = 0; first < buttons.size(); first += BUTTONS_IN_A_ROW) {
            ArrayNode row = rows.addObject().put("type", 1).putArray("components");
            buttons.subList(first, Math.min(buttons.size(), first + BUTTONS_IN_A_ROW))
                    .forEach(button -> row.add(button.json()));
        }
        return message;
    }

    /** The body for Discord, with the flag. */
    ObjectNode jsonWithFlags() {
        return json().put("flags", ephemeral ? EPHEMERAL_FLAG : 0);
    }
}
