package dev.jetcord.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.interaction.Choice;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a user enters for a slash command (Discord, "Application Command Option Structure").
 *
 * @param name 1 to 32 lower-case letters, digits, {@code -} and {@code _}
 * @param description 1 to 100 characters
 * @param suggested whether the command suggests values while the user types; then it has no fixed choices
 * @param choices the only values to choose from, at most 25; any value where empty
 */
public record Option(
        Type type, String name, String description, boolean required, boolean suggested, List<Choice> choices) {
    static final Pattern NAME = Pattern.compile("[-_\\p{Ll}\\p{Lo}\\p{N}]{1,32}");
    private static final int MAX_CHOICES = 25;

    /** Discord's type of an option. */
    public enum Type {
        TEXT(3),
        INTEGER(4),
        FLAG(5),
        USER(6),
        CHANNEL(7),
        ROLE(8),
        NUMBER(10);

        private final int value;

        Type(int value) {
            this.value = value;
        }
    }

    public Option {
        requireNonNull(type, "type");
        choices = List.copyOf(choices);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "option '" + name + "': a name must have 1 to 32 lower-case letters, digits, '-' or '_'");
        }
        if (description.isEmpty() || description.length() > 100) {
            throw new IllegalArgumentException("option '" + name + "': the description must have 1 to 100 characters");
        }
        if (choices.size() > MAX_CHOICES || (suggested && !choices.isEmpty())) {
            throw new IllegalArgumentException(
                    "option '" + name + "': at most 25 choices, and none where values are suggested");
        }
        if (type != Type.TEXT && (suggested || !choices.isEmpty())) {
            throw new IllegalArgumentException("option '" + name + "': only a text has choices or suggestions");
        }
    }

    public static Option text(String name, String description) {
        return of(Type.TEXT, name, description);
    }

    public static Option integer(String name, String description) {
        return of(Type.INTEGER, name, description);
    }

    public static Option user(String name, String description) {
        return of(Type.USER, name, description);
    }

    /** An option of any type that may be left out. */
    public static Option of(Type type, String name, String description) {
        return new Option(type, name, description, false, false, List.of());
    }

    /** The same, and it must be entered. */
    public Option mandatory() {
        return new Option(type, name, description, true, suggested, choices);
    }

    /** The same, with suggestions while the user types. */
    public Option withSuggestions() {
        return new Option(type, name, description, required, true, choices);
    }

    /** The same, with fixed choices. */
    public Option withChoices(List<Choice> fixed) {
        return new Option(type, name, description, required, suggested, fixed);
    }

    ObjectNode json() {
        ObjectNode option = JsonNodeFactory.instance
                .objectNode()
                .put("type", type.value)
                .put("name", name)
                .put("description", description)
                .put("required", required);
        if (suggested) {
            option.put("autocomplete", true);
        }
        if (!choices.isEmpty()) {
            ArrayNode array = option.putArray("choices");
            choices.forEach(
                    choice -> array.addObject().put("name", choice.name()).put("value", choice.value()));
        }
        return option;
    }
}
