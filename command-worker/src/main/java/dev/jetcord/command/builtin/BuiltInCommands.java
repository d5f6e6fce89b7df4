package dev.jetcord.command.builtin;

import dev.jetcord.command.Command;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** All commands that Jetcord brings along. A new one is added here. */
public final class BuiltInCommands {
    private BuiltInCommands() {}

    /**
     * Makes them.
     *
     * @param version of this build
     * @param startedAt when this process started
     * @param more those that need something to ask
     */
    public static List<Command> create(String version, Instant startedAt, InstantSource clock, List<Command> more) {
        List<Command> commands =
                new ArrayList<>(List.of(PingCommand.create(), AboutCommand.create(version, startedAt, clock)));
        commands.addAll(more);
        commands.add(HelpCommand.create(List.copyOf(commands)));
        return List.copyOf(commands);
    }
}
