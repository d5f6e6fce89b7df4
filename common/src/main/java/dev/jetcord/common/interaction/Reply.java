package dev.jetcord.common.interaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A message to show. It pings nobody, whatever its text holds.
 *
 * @param content at most 2000 characters of Discord's Markdown; empty only beside embeds
 * @param ephemeral only the user who acted sees it
 * @param embeds at most 10, of 6000 characters together
 * @param components in at most five rows: five buttons share one, a menu has its own
 */
public record Reply(String content, boolean ephemeral, List<Embed> embeds, List<Component> components) {
    private static final int MAX_CONTENT = 2000;
    private static final int MAX_EMBEDS = 10;
    private static final int MAX_EMBED_CHARACTERS = 6000;
    private static final int MAX_ROWS = 5;
    private static final int BUTTONS_IN_A_ROW = 5;
    private static final int EPHEMERAL_FLAG = 1 << 6;

    public Reply {
        embeds = List.copyOf(embeds);
        components = List.copyOf(components);
        if (content.codePointCount(0, content.length()) > MAX_CONTENT || (content.isBlank() && embeds.isEmpty())) {
            throw new IllegalArgumentException("a reply must have 1 to " + MAX_CONTENT + " characters, or an embed");
        }
        if (embeds.size() > MAX_EMBEDS
                || embeds.stream().mapToInt(Embed::characters).sum() > MAX_EMBED_CHARACTERS) {
            throw new IllegalArgumentException("a reply has at most 10 embeds, of 6000 characters together");
        }
        if (rows(components).size() > MAX_ROWS) {
            throw new IllegalArgumentException("a reply has at most five rows: of five buttons, or of a menu each");
        }
    }

    /** A message that everybody in the channel sees. */
    public static Reply text(String content) {
        return new Reply(content, false, List.of(), List.of());
    }

    /** A message that only the user who acted sees. */
    public static Reply ephemeral(String content) {
        return new Reply(content, true, List.of(), List.of());
    }

    /** A message of embeds that everybody in the channel sees. */
    public static Reply of(Embed... shown) {
        return new Reply("", false, List.of(shown), List.of());
    }

    /** The same with these embeds below its text. */
    public Reply with(Embed... shown) {
        return new Reply(content, ephemeral, List.of(shown), components);
    }

    /** The same with these buttons and menus below it. */
    public Reply with(Component... shown) {
        return new Reply(content, ephemeral, embeds, List.of(shown));
    }

    /** The same, but only the user who acted sees it. */
    public Reply toUserAlone() {
        return new Reply(content, true, embeds, components);
    }

    /** The body for Discord; without the flag, which an edit may not change. */
    ObjectNode json() {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("content", content);
        message.putObject("allowed_mentions").putArray("parse");
        ArrayNode embedArray = message.putArray("embeds");
        embeds.forEach(embed -> embedArray.add(embed.json()));
        ArrayNode rowArray = message.putArray("components");
        for (List<Component> row : rows(components)) {
            ArrayNode shown = rowArray.addObject().put("type", 1).putArray("components");
            row.forEach(component -> shown.add(component.json()));
        }
        return message;
    }

    /** The body for Discord, with the flag. */
    ObjectNode jsonWithFlags() {
        return json().put("flags", ephemeral ? EPHEMERAL_FLAG : 0);
    }

    private static List<List<Component>> rows(List<Component> components) {
        List<List<Component>> rows = new ArrayList<>();
        for (Component component : components) {
            boolean joins = component.sharesRow()
                    && !rows.isEmpty()
                    && rows.getLast().size() < BUTTONS_IN_A_ROW
                    && rows.getLast().getLast().sharesRow();
            if (!joins) {
                rows.add(new ArrayList<>());
            }
            rows.getLast().add(component);
        }
        return rows;
    }
}
