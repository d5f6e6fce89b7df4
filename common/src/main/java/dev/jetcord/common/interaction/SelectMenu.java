package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A menu to choose from (Discord, "Component Reference", "String Select" and those after it).
 *
 * @param customId 1 to 100 characters; the part before the first {@code :} is the route
 * @param placeholder shown while nothing is chosen; at most 150 characters
 * @param options what a menu of {@link Kind#TEXT} offers, 1 to 25; none in a menu of another kind, which Discord fills
 * @param least how many must be chosen, 0 to 25
 * @param most how many may be chosen, 1 to 25
 */
public record SelectMenu(
        Kind kind, String customId, Optional<String> placeholder, List<Entry> options, int least, int most)
        implements Component {
    private static final int MAX_OPTIONS = 25;

    public SelectMenu {
        requireNonNull(kind, "kind");
        options = List.copyOf(options);
        if (customId.isEmpty() || customId.length() > 100) {
            throw new IllegalArgumentException("a menu needs a custom id of 1 to 100 characters");
        }
        if (placeholder.filter(text -> text.length() > 150).isPresent()) {
            throw new IllegalArgumentException("a menu's placeholder has at most 150 characters");
        }
        if ((kind == Kind.TEXT) == options.isEmpty() || options.size() > MAX_OPTIONS) {
            throw new IllegalArgumentException("a menu of texts needs 1 to 25 options, and no other menu has any");
        }
        if (least < 0 || most < 1 || least > most || most > MAX_OPTIONS) {
            throw new IllegalArgumentException("a menu lets the user choose from 0 to 25, at least 1 at most");
        }
    }

    /** A menu of texts, of which one is chosen. */
    public static SelectMenu of(String customId, List<Entry> options) {
        return new SelectMenu(Kind.TEXT, customId, Optional.empty(), options, 1, 1);
    }

    /** A menu that Discord fills, of which one is chosen. */
    public static SelectMenu of(Kind kind, String customId) {
        return new SelectMenu(kind, customId, Optional.empty(), List.of(), 1, 1);
    }

    /** The same with a hint where nothing is chosen. */
    public SelectMenu withPlaceholder(String text) {
        return new SelectMenu(kind, customId, Optional.of(text), options, least, most);
    }

    /** The same, but so many are chosen. */
    public SelectMenu choosing(int from, int to) {
        return new SelectMenu(kind, customId, placeholder, options, from, to);
    }

    @Override
    public boolean sharesRow() {
        return false;
    }

    @Override
    public ObjectNode json() {
        ObjectNode menu = JsonNodeFactory.instance
                .objectNode()
                .put("type", kind.value)
                .put("custom_id", customId)
                .put("min_values", least)
                .put("max_values", options.isEmpty() ? most : Math.min(most, options.size()));
        placeholder.ifPresent(text -> menu.put("placeholder", text));
        if (kind == Kind.TEXT) {
            ArrayNode array = menu.putArray("options");
            options.forEach(option -> array.add(option.json()));
        }
        return menu;
    }

    /** What is chosen from (Discord, "Component Types"). */
    public enum Kind {
        TEXT(3),
        USER(5),
        ROLE(6),
        USER_OR_ROLE(7),
        CHANNEL(8);

        private final int value;

        Kind(int value) {
            this.value = value;
        }
    }

    /**
     * One text of a menu.
     *
     * @param label what is shown, 1 to 100 characters
     * @param value what is sent when it is chosen, 1 to 100 characters
     * @param description shown below the label; at most 100 characters
     */
    public record Entry(String label, String value, Optional<String> description) {
        public Entry {
            if (label.isEmpty() || label.length() > 100 || value.isEmpty() || value.length() > 100) {
                throw new IllegalArgumentException("a menu's option needs a label and a value of 1 to 100 characters");
            }
            if (description.filter(text -> text.length() > 100).isPresent()) {
                throw new IllegalArgumentException("a menu's option has a description of at most 100 characters");
            }
        }

        public Entry(String label, String value) {
            this(label, value, Optional.empty());
        }

        private ObjectNode json() {
            ObjectNode option =
                    JsonNodeFactory.instance.objectNode().put("label", label).put("value", value);
            description.ifPresent(text -> option.put("description", text));
            return option;
        }
    }
}
