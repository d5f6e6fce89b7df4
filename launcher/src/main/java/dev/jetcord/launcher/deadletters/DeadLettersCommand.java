package dev.jetcord.launcher.deadletters;

import dev.jetcord.launcher.fleet.Home;
import dev.jetcord.launcher.terminal.Terminal;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dead-letters} and its subcommands. */
@Command(
        name = "dead-letters",
        description = "Look at what no consumer could process, replay it or drop it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A letter is named by its ID, or by the reference that a user saw. NATS is that of the running fleet, or NATS_URL."
        })
public final class DeadLettersCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DeadLettersCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Map<String, String> environment, Home home, Terminal terminal) {
        LetterDesk desk = new LetterDesk(environment, home, InstantSource.system());
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new ListLetters(desk, terminal))
                .addSubcommand(new ShowLetter(desk, terminal))
                .addSubcommand(new ReplayLetters(desk, terminal))
                .addSubcommand(new DropLetters(desk, terminal));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
