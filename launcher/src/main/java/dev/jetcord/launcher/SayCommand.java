package dev.jetcord.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.launcher.fleet.FleetException;
import dev.jetcord.launcher.fleet.RunFolder;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.launcher.say.Actor;
import dev.jetcord.launcher.say.Reply;
import dev.jetcord.launcher.say.SandboxControl;
import dev.jetcord.launcher.say.WalletOwner;
import java.io.IOException;
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
    private static final String SANDBOX_URL = "SANDBOX_URL";
    private static final String NOT_UP = "no sandbox runs: start the fleet with ./jetcord up --detach";

    private final Context context;

    @Parameters(paramLabel = "COMMAND", description = "Such as \"/ping\".")
    private String text = "";

    @Option(names = "--user", description = "The id or name of the user who types; default: the guild's first.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--guild", description = "The id of the guild to type in; default: the sandbox's first.")
    private Optional<String> guild = Optional.empty();

    @Option(
            names = "--timeout",
            defaultValue = "10",
            description = "How long to wait for the answer, in seconds. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Option(
            names = "--sandbox",
            paramLabel = "URL",
            description = "The sandbox of another fleet. Default: SANDBOX_URL, else that of the fleet that runs here.")
    private Optional<String> sandbox = Optional.empty();

    @Option(
            names = "--sign",
            description =
                    "Then sign the text in the answer with a wallet of the sandbox, press the button under it, and"
                            + " paste the signature: for /wallet link.")
    private boolean sign;

    @Option(names = "--json", description = "Print what the sandbox knows of the interaction.")
    private boolean json;

    SayCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var control = new SandboxControl(address())) {
            var actor = new Actor(user, guild);
            Duration timeout = Duration.ofSeconds(timeoutSeconds);
            JsonNode interaction = control.type(text, actor, timeout);
            boolean answered = show(interaction, control);
            if (answered && sign) {
                Optional<JsonNode> signed = new WalletOwner(control, actor, timeout).sign(interaction);
                answered = show(
                        signed.orElseThrow(() -> new FleetException("the answer holds no text to sign with a wallet")),
                        control);
            }
            return answered ? 0 : NOT_ANSWERED;
        } catch (ConnectException e) {
            throw new FleetException(NOT_UP, e);
        }
    }

    private String address() throws IOException, FleetException {
        Optional<String> named =
                sandbox.or(() -> Optional.ofNullable(context.environment().get(SANDBOX_URL)));
        if (named.isPresent()) {
            return named.get();
        }
        return new RunFolder(context.home().run())
                .find(Services.SANDBOX)
                .orElseThrow(() -> new FleetException(NOT_UP))
                .address();
    }

    /** Prints what the user sees; returns whether it is an answer. */
    private boolean show(JsonNode interaction, SandboxControl control) throws Exception {
        var reply = new Reply(interaction);
        if (json) {
            context.terminal().print(interaction.toPrettyString());
        } else {
            control.named(reply.lines()).forEach(context.terminal()::print);
        }
        return reply.answered();
    }
}
