package dev.jetcord.command.sync;

import java.util.List;
import java.util.stream.Collectors;

/** Somebody else has registered commands of the names of ours: nothing was changed. */
public final class CommandConflictException extends Exception {
    CommandConflictException(List<CommandKey> commands) {
        super("Discord has commands of these names that Jetcord did not create: "
                + commands.stream().map(CommandKey::toString).collect(Collectors.joining(", "))
                + ". Nothing was changed. Rename ours, delete theirs, or set ADOPT_COMMANDS=true to replace them.");
    }
}
