package dev.jetcord.command.sync;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.wire.Snowflake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must be done so that Discord has our commands. Pure.
 *
 * @param changes in the order in which they are made
 * @param foreign commands that Jetcord did not create and that are left alone
 */
record CommandPlan(List<Change> changes, List<CommandKey> foreign) {
    CommandPlan {
        changes = List.copyOf(changes);
        foreign = List.copyOf(foreign);
    }

    /** What is done about one command. */
    sealed interface Change {
        CommandKey command();

        record Create(CommandKey command, JsonNode definition) implements Change {}

        /**
         * A command of ours differs from its definition.
         *
         * @param adopted it was not ours until now, and the operator wants it to be
         */
        record Update(CommandKey command, Snowflake id, JsonNode definition, boolean adopted) implements Change {}

        record Delete(CommandKey command, Snowflake id) implements Change {}

        /**
         * A command is as defined.
         *
         * @param adopted as of {@link Update}
         */
        record Keep(CommandKey command, Snowflake id, boolean adopted) implements Change {}

        /** Somebody else has registered a command of this name. */
        record Conflict(CommandKey command, Snowflake id) implements Change {}
    }

    /**
     * Compares.
     *
     * @param defined our commands
     * @param registered all commands that Discord has
     * @param owned which of them we created; no id where we began to and do not know how it ended
     * @param adopt whether a foreign command of one of our names becomes ours
     */
    static CommandPlan of(
            List<JsonNode> defined,
            List<JsonNode> registered,
            Map<CommandKey, Optional<Snowflake>> owned,
            boolean adopt) {
        requireNonNull(owned, "owned");
        Map<CommandKey, JsonNode> ours = new LinkedHashMap<>();
        defined.forEach(command -> ours.put(CommandKey.of(command), command));
        List<Change> changes = new ArrayList<>();
        List<CommandKey> foreign = new ArrayList<>();
        for (JsonNode command : registered) {
            CommandKey key = CommandKey.of(command);
            Snowflake id = Snowflake.parse(command.path("id").asText());
            boolean mine = owns(owned, key, id);
            JsonNode definition = ours.remove(key);
            if (definition == null) {
                if (mine) {
                    changes.add(new Change.Delete(key, id));
                } else {
                    foreign.add(key);
                }
            } else if (!mine && !adopt) {
                changes.add(new Change.Conflict(key, id));
            } else if (CommandComparison.same(command, definition)) {
                changes.add(new Change.Keep(key, id, !mine));
            } else {
                changes.add(new Change.Update(key, id, definition, !mine));
            }
        }
        ours.forEach((key, definition) -> changes.add(new Change.Create(key, definition)));
        return new CommandPlan(changes, foreign);
    }

    List<CommandKey> conflicts() {
        return changes.stream()
                .filter(Change.Conflict.class::isInstance)
                .map(Change::command)
                .toList();
    }

    /** A creation that was begun is ours by name: there was no such command before it. */
    private static boolean owns(Map<CommandKey, Optional<Snowflake>> owned, CommandKey key, Snowflake id) {
        Optional<Snowflake> begun = owned.getOrDefault(key, Optional.empty());
        return owned.containsKey(key) && begun.map(id::equals).orElse(true);
    }
}
