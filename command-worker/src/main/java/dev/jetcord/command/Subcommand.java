package dev.jetcord.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of several things that a slash command does, {@code /name subcommand} (Discord, "Subcommands and Subcommand
 * Groups").
 *
 * @param name 1 to 32 lower-case letters, digits, {@code -} and {@code _}
 * @param description 1 to 100 characters
 * @param suggestions answers what the user types in an option with suggestions
 */
public record Subcommand(
        String name,
        String description,
        List<Option> options,
        InteractionHandler handler,
        Optional<InteractionHandler> suggestions) {
    private static final int TYPE = 1;

    public Subcommand {
        requireNonNull(handler, "handler");
        String owner = "subcommand '" + name + "'";
        options = Option.together(owner, options);
        requireName(owner, name, description);
        if (options.stream().anyMatch(Option::suggested) != suggestions.isPresent()) {
            throw new IllegalArgumentException(
                    owner + ": an option with suggestions needs suggest(...), and the other way round");
        }
    }

    public static Builder of(String name, String description) {
        return new Builder(name, description);
    }

    ObjectNode json() {
        return json(TYPE, name, description, options.stream().map(Option::json));
    }

    /** What a subcommand and a group have alike. */
    static ObjectNode json(int type, String name, String description, Stream<ObjectNode> options) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("name", name)
                .put("description", description);
        ArrayNode array = json.putArray("options");
        options.forEach(array::add);
        return json;
    }

    static void requireName(String owner, String name, String description) {
        if (!Option.NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    owner + ": a name must have 1 to 32 lower-case letters, digits, '-' or '_'");
        }
        if (description.isEmpty() || description.length() > 100) {
            throw new IllegalArgumentException(owner + ": the description must have 1 to 100 characters");
        }
    }

    /** Collects what a subcommand is. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String description;
        private final List<Option> options = new ArrayList<>();
        private Optional<InteractionHandler> suggestions = Optional.empty();

        private Builder(String name, String description) {
            this.name = name;
            this.description = description;
        }

        public Builder option(Option option) {
            options.add(option);
            return this;
        }

        /** Answers while the user types. */
        public Builder suggest(InteractionHandler handler) {
            suggestions = Optional.of(handler);
            return this;
        }

        /** Says what the subcommand does, and completes it. */
        public Subcommand handle(InteractionHandler handler) {
            return new Subcommand(name, description, options, handler, suggestions);
        }
    }
}
