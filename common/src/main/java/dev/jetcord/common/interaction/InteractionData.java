package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Subjects;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a user did, by kind (Discord, "Interaction Data"). */
public sealed interface InteractionData {
    InteractionKind kind();

    /** By which name it is routed. */
    String route();

    /**
     * A command was run.
     *
     * @param kind slash, user or message
     * @param options what the user entered; empty for the other two kinds
     * @param target the user or message that it was run on; absent for a slash command
     */
    record Command(InteractionKind kind, String name, Options options, Optional<Target> target)
            implements InteractionData {
        public Command {
            requireNonNull(options, "options");
            requireName(name, "data.name");
            boolean fits = switch (kind) {
                case SLASH -> target.isEmpty();
                case USER -> target.filter(Target.OfUser.class::isInstance).isPresent();
                case MESSAGE ->
                    target.filter(Target.OfMessage.class::isInstance).isPresent();
                case COMPONENT, MODAL, AUTOCOMPLETE ->
                    throw new IllegalArgumentException("data.type is not a command's");
            };
            if (!fits) {
                throw new IllegalArgumentException("data.target_id does not fit data.type");
            }
        }

        @Override
        public String route() {
            return name;
        }
    }

    /**
     * The user types in an option and waits for suggestions.
     *
     * @param options what was entered so far, one of them being typed in
     */
    record Autocomplete(String name, Options options) implements InteractionData {
        public Autocomplete {
            requireName(name, "data.name");
            if (options.focused().isEmpty()) {
                throw new IllegalArgumentException("data.options has no focused option");
            }
        }

        @Override
        public InteractionKind kind() {
            return InteractionKind.AUTOCOMPLETE;
        }

        @Override
        public String route() {
            return name;
        }
    }

    /**
     * A component was used.
     *
     * @param values what was selected; empty for a button
     */
    record Component(String customId, List<String> values) implements InteractionData {
        public Component {
            requireName(customId, "data.custom_id");
            values = List.copyOf(values);
        }

        @Override
        public InteractionKind kind() {
            return InteractionKind.COMPONENT;
        }

        @Override
        public String route() {
            return Subjects.route(customId);
        }
    }

    /**
     * A modal was submitted.
     *
     * @param fields the texts by the custom id of their input
     */
    record Modal(String customId, Map<String, String> fields) implements InteractionData {
        public Modal {
            requireName(customId, "data.custom_id");
            fields = Map.copyOf(fields);
        }

        @Override
        public InteractionKind kind() {
            return InteractionKind.MODAL;
        }

        @Override
        public String route() {
            return Subjects.route(customId);
        }
    }

    private static void requireName(String name, String field) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }
}
