package dev.jetcord.launcher;

import dev.jetcord.launcher.deadletters.DeadLettersCommand;
import dev.jetcord.launcher.fleet.FleetException;
import dev.jetcord.launcher.say.SandboxRefusedException;
import dev.jetcord.launcher.terminal.Terminal;
import dev.jetcord.sandbox.nats.NatsServerException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./jetcord}, after the shell has found a JDK and built what was not built. */
@Command(
        name = "jetcord",
        description = "A Discord bot as an event-driven fleet, on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "State lives in .jetcord (JETCORD_HOME). NATS comes from NATS_URL, NATS_SERVER_BINARY, the PATH, or is fetched.",
            "JETCORD_JAVA_OPTIONS adds JVM flags to every service; NO_COLOR turns colours off."
        })
final class Main {
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;

    private Main() {}

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"jetcord " + (version == null ? "(not packaged)" : version)};
        }
    }

    public static void main(String[] arguments) throws URISyntaxException {
        Path jar = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path libraries = jar.toAbsolutePath().resolveSibling("");
        Path root = Path.of(System.getProperty("jetcord.root", "")).toAbsolutePath();
        var terminal = new Terminal(System.out, Boolean.getBoolean("jetcord.terminal"), System.getenv());
        System.exit(commandLine(new Context(root, libraries, System.getenv(), terminal))
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
    }

    static CommandLine commandLine(Context context) {
        return new CommandLine(new Main())
                .addSubcommand(new UpCommand(context))
                .addSubcommand(new SayCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new LogsCommand(context))
                .addSubcommand(new DownCommand(context))
                .addSubcommand(new TestCommand(context))
                .addSubcommand(new BenchCommand(context))
                .addSubcommand(new ChaosCommand(context))
                .addSubcommand(new NatsCommand(context))
                .addSubcommand(DeadLettersCommand.create(context.environment(), context.home(), context.terminal()))
                .addSubcommand(new CommandLine.HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, _) -> explain(failure, line, context));
    }

    private static int explain(Exception failure, CommandLine line, Context context) {
        var err = line.getErr();
        switch (failure) {
            case InterruptedException _ -> {
                return INTERRUPTED;
            }
            case FleetException known -> err.println("jetcord: " + known.getMessage());
            case NatsServerException known -> err.println("jetcord: " + known.getMessage());
            case SandboxRefusedException known -> err.println(known.getMessage());
            case IllegalArgumentException known -> err.println("jetcord: " + known.getMessage());
            default -> {
                err.println("jetcord: " + failure + " (JETCORD_DEBUG=1 shows where)");
                if (context.environment().containsKey("JETCORD_DEBUG")) {
                    failure.printStackTrace(err);
                }
            }
        }
        return FAILED;
    }
}
