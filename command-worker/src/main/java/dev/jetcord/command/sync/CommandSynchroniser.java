package dev.jetcord.command.sync;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.command.Command;
import dev.jetcord.command.sync.CommandPlan.Change;
import dev.jetcord.common.discord.CommandApi;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.wire.Snowflake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes Discord have our commands: creates, changes and deletes what Jetcord created, and never replaces or deletes a
 * command of somebody else without being told to. A second run changes nothing. Run one at a time for an application.
 */
public final class CommandSynchroniser {
    private final CommandApi api;
    private final OwnedCommands ownedCommands;
    private final boolean adopt;

    /** @param adopt whether a foreign command of one of our names becomes ours */
    public CommandSynchroniser(CommandApi api, OwnedCommands ownedCommands, boolean adopt) {
        this.api = requireNonNull(api, "api");
        this.ownedCommands = requireNonNull(ownedCommands, "ownedCommands");
        this.adopt = adopt;
    }

    /**
     * Compares and changes what differs.
     *
     * @return a line about each command, for people
     * @throws CommandConflictException when a name is taken; then nothing was changed
     * @throws DiscordException when Discord refuses or cannot be reached; what was changed before stays and is remembered
     * @throws IOException when it cannot be remembered what was created
     */
    public List<String> synchronise(List<Command> commands)
            throws CommandConflictException, DiscordException, IOException, InterruptedException {
        Map<CommandKey, Optional<Snowflake>> owned = new LinkedHashMap<>(ownedCommands.load());
        List<JsonNode> definitions = commands.stream()
                .<JsonNode>map(command -> command.definition().json())
                .toList();
        CommandPlan plan = CommandPlan.of(definitions, api.list(), owned, adopt);
        if (!plan.conflicts().isEmpty()) {
            throw new CommandConflictException(plan.conflicts());
        }
        List<String> summary = new ArrayList<>();
        for (Change change : plan.changes()) {
            summary.add(apply(change, owned));
        }
        forgetWhatIsGone(plan, owned);
        plan.foreign().forEach(command -> summary.add("left alone " + command + " (not created by Jetcord)"));
        return List.copyOf(summary);
    }

    private String apply(Change change, Map<CommandKey, Optional<Snowflake>> owned)
            throws DiscordException, IOException, InterruptedException {
        return switch (change) {
            case Change.Create create -> {
                // Remembered first: should this process die in between, the next run knows the command as its own.
                remember(owned, create.command(), Optional.empty());
                JsonNode created = api.create(create.definition());
                remember(
                        owned,
                        create.command(),
                        Optional.of(Snowflake.parse(created.path("id").asText())));
                yield "created " + create.command();
            }
            case Change.Update update -> {
                remember(owned, update.command(), Optional.of(update.id()));
                api.update(update.id(), update.definition());
                yield (update.adopted() ? "adopted and changed " : "changed ") + update.command();
            }
            case Change.Delete delete -> {
                api.delete(delete.id());
                owned.remove(delete.command());
                ownedCommands.save(owned);
                yield "deleted " + delete.command();
            }
            case Change.Keep keep -> {
                if (!owned.getOrDefault(keep.command(), Optional.empty()).equals(Optional.of(keep.id()))) {
                    remember(owned, keep.command(), Optional.of(keep.id()));
                }
                yield (keep.adopted() ? "adopted " : "unchanged ") + keep.command();
            }
            case Change.Conflict conflict -> throw new IllegalStateException("conflicts are told before any change");
        };
    }

    private void remember(Map<CommandKey, Optional<Snowflake>> owned, CommandKey command, Optional<Snowflake> id)
            throws IOException {
        owned.put(command, id);
        ownedCommands.save(owned);
    }

    /** Somebody deleted a command of ours that we do not define any more. */
    private void forgetWhatIsGone(CommandPlan plan, Map<CommandKey, Optional<Snowflake>> owned) throws IOException {
        List<CommandKey> known = plan.changes().stream().map(Change::command).toList();
        if (owned.keySet().removeIf(command -> !known.contains(command))) {
            ownedCommands.save(owned);
        }
    }
}
