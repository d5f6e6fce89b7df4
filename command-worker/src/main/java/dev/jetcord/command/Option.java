package dev.jetcord.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.interaction.Choice;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a user enters for a slash command (Discord, "Application Command Option Structure"). Discord checks what was
 * entered before the command runs.
 *
 * @param name 1 to 32 lower-case letters, digits, {@code -} and {@code _}
 * @param description 1 to 100 characters
 * @param suggested whether the command suggests values while the user types; then it has no fixed choices
 * @param choices the only values to choose from, at most 25; any value where empty
 * @param limits of a text's length or a number's value
 */
public record Option(
        Type type,
        String name,
        String description,
        boolean required,
        boolean suggested,
        List<Choice> choices,
        Optional<Limits> limits) {
    static final Pattern NAME = Pattern.compile("[-_\\p{Ll}\\p{Lo}\\p{N}]{1,32}");
    private static final int MAX_CHOICES = 25;
    private static final int MAX_OPTIONS = 25;
    private static final int MAX_LENGTH = 6000;

    /** Discord's type of an option. */
    public enum Type {
        TEXT(3),
        INTEGER(4),
        FLAG(5),
        USER(6),
        CHANNEL(7),
        ROLE(8),
        /** A user or a role. */
        MENTIONABLE(9),
        NUMBER(10),
        ATTACHMENT(11);

        private final int value;

        Type(int value) {
            this.value = value;
        }
    }

    public Option {
        requireNonNull(type, "type");
        choices = List.copyOf(choices);
        if (!NAME.matcher(name).matches()) {
            throw invalid(name, "a name must have 1 to 32 lower-case letters, digits, '-' or '_'");
        }
        if (description.isEmpty() || description.length() > 100) {
            throw invalid(name, "the description must have 1 to 100 characters");
        }
        if (choices.size() > MAX_CHOICES || (suggested && !choices.isEmpty())) {
            throw invalid(name, "at most 25 choices, and none where values are suggested");
        }
        if (type != Type.TEXT && (suggested || !choices.isEmpty())) {
            throw invalid(name, "only a text has choices or suggestions");
        }
        if (limits.isPresent() && !fit(type, limits.get())) {
            throw invalid(name, "only numbers have limits, and texts, of 0 to 6000 characters");
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

    public static Option role(String name, String description) {
        return of(Type.ROLE, name, description);
    }

    /** An option of any type that may be left out. */
    public static Option of(Type type, String name, String description) {
        return new Option(type, name, description, false, false, List.of(), Optional.empty());
    }

    /** The same, and it must be entered. */
    public Option mandatory() {
        return new Option(type, name, description, true, suggested, choices, limits);
    }

    /** The same, with suggestions while the user types. */
    public Option withSuggestions() {
        return new Option(type, name, description, required, true, choices, limits);
    }

    /** The same, with fixed choices. */
    public Option withChoices(List<Choice> fixed) {
        return new Option(type, name, description, required, suggested, fixed, limits);
    }

    /** The same, for a number from {@code least} to {@code most}, or a text of so many characters. */
    public Option between(long least, long most) {
        return new Option(type, name, description, required, suggested, choices, Optional.of(new Limits(least, most)));
    }

    /**
     * Checks what only all options together can break.
     *
     * @param owner for the message, such as {@code command 'ping'}
     */
    static List<Option> together(String owner, List<Option> options) {
        if (options.size() > MAX_OPTIONS) {
            throw new IllegalArgumentException(owner + ": at most 25 options");
        }
        Set<String> names = new HashSet<>();
        boolean optional = false;
        for (Option option : options) {
            if (!names.add(option.name())) {
                throw new IllegalArgumentException(owner + ": option '" + option.name() + "' is defined twice");
            }
            if (option.required() && optional) {
                throw new IllegalArgumentException(
                        owner + ": option '" + option.name() + "' is mandatory and must stand before optional ones");
            }
            optional |= !option.required();
        }
        return List.copyOf(options);
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
        limits.ifPresent(range -> {
            String what = type == Type.TEXT ? "length" : "value";
            option.put("min_" + what, range.least()).put("max_" + what, range.most());
        });
        return option;
    }

    private static boolean fit(Type type, Limits limits) {
        return switch (type) {
            case INTEGER, NUMBER -> true;
            case TEXT -> limits.least() >= 0 && limits.most() >= 1 && limits.most() <= MAX_LENGTH;
            case FLAG, USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT -> false;
        };
    }

    private static IllegalArgumentException invalid(String name, String problem) {
        return new IllegalArgumentException("option '" + name + "': " + problem);
    }
}
