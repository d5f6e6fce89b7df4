package dev.jetcord.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.launcher.fleet.FleetException;
import dev.jetcord.launcher.fleet.RunFolder;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.launcher.say.Reply;
import dev.jetcord.launcher.say.SandboxControl;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "say",
        description = "Type a command as a user of the sandbox and print what that user sees.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the command was answered", "1:it was not, or can't be typed"})
final class SayCommand implements Callable<Integer> {
    private static final int NOT_ANSWERED = 1;
    private static final String NOT_UP = "no sandbox runs: start the fleet with ./jetcord up --detach";

    private final Context context;

    @Parameters(paramLabel = "COMMAND", description = "Such as \"/ping\".")
    private String text = "";

    @Option(names = "--user", description = "The id of the user who types; default: the sandbox's first.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--guild", description = "The id of the guild to type in; default: the sandbox's first.")
    private Optional<String> guild = Optional.empty();

    @Option(
            names = "--timeout",
            defaultValue = "10",
            description = "How long to wait for the answer, in seconds. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Option(names = "--json", description = "Print what the sandbox knows of the interaction.")
    private boolean json;

    @Option(
            names = "--sandbox",
            paramLabel = "URL",
            description = "The sandbox of another fleet. Default: SANDBOX_URL, else that of the fleet that runs here.")
    private Optional<String> sandboxUrl = Optional.empty();

    SayCommand(Context context) {
        this.context = context;
    }

    private String address() throws Exception {
        Optional<String> named =
                sandboxUrl.or(() -> Optional.ofNullable(context.environment().get("SANDBOX_URL")));
        if (named.isPresent()) {
            return named.get();
        }
        return new RunFolder(context.home().run())
                .find(Services.SANDBOX)
                .orElseThrow(() -> new FleetException(NOT_UP))
                .address();
    }

    @Override
    public Integer call() throws Exception {
        String address = address();
        try (var sandbox = new SandboxControl(address)) {
            JsonNode interaction = sandbox.type(text, user, guild, Duration.ofSeconds(timeoutSeconds));
            var reply = new Reply(interaction);
            if (json) {
                context.terminal().print(interaction.toPrettyString());
            } else {
                reply.lines().forEach(context.terminal()::print);
            }
            return reply.answered() ? 0 : NOT_ANSWERED;
        } catch (ConnectException e) {
            throw new FleetException(NOT_UP, e);
        }
    }
}
