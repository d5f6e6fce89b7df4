package dev.jetcord.launcher;

import dev.jetcord.launcher.fleet.FleetControl;
import dev.jetcord.launcher.fleet.FleetRequest;
import dev.jetcord.launcher.fleet.FleetStatus;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Ports;
import dev.jetcord.launcher.fleet.Readiness;
import dev.jetcord.launcher.flow.FlowView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Start the whole fleet on this machine and show what happens; Ctrl-C drains and stops it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--detach", description = "Leave the fleet running and return when it is ready.")
    private boolean detach;

    @Option(
            names = "--discord",
            description = "Use the real Discord with DISCORD_TOKEN (or DISCORD_TOKEN_FILE) instead of the sandbox.")
    private boolean discord;

    @Option(
            names = "--nats-port",
            defaultValue = "${env:JETCORD_NATS_PORT:-" + Ports.DEFAULT_NATS + "}",
            description = "Default: ${DEFAULT-VALUE} (JETCORD_NATS_PORT).")
    private int natsPort;

    @Option(
            names = "--sandbox-port",
            defaultValue = "${env:JETCORD_SANDBOX_PORT:-" + Ports.DEFAULT_SANDBOX + "}",
            description = "Default: ${DEFAULT-VALUE} (JETCORD_SANDBOX_PORT).")
    private int sandboxPort;

    @Option(
            names = "--operations-port",
            defaultValue = "${env:JETCORD_OPERATIONS_PORT:-" + Ports.DEFAULT_OPERATIONS + "}",
            description =
                    "The first of four that follow one another. Default: ${DEFAULT-VALUE} (JETCORD_OPERATIONS_PORT).")
    private int operationsPort;

    UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        FleetControl fleet = context.fleet();
        String moreFlags = context.environment().getOrDefault("JETCORD_JAVA_OPTIONS", "");
        var request = new FleetRequest(
                Installation.ofThisLauncher(context.libraries(), moreFlags),
                new Ports(natsPort, sandboxPort, operationsPort),
                discord,
                context.environment());
        boolean started = fleet.up(request, context.natsFinder()::find);
        try (var readiness = new Readiness()) {
            var status = new FleetStatus(context.home(), readiness);
            var entries = status.look();
            var terminal = context.terminal();
            terminal.print(started ? "" : "The fleet is up already.");
            terminal.print(StatusTable.of(entries, context.root()));
            terminal.print("");
            terminal.print(discord ? "Type a command in Discord." : "Try: ./jetcord say \"/ping\"");
            if (started && !detach) {
                terminal.print("Ctrl-C drains and stops the fleet. What happens:");
                Runtime.getRuntime().addShutdownHook(new Thread(fleet::stopForGood, "stop-fleet"));
                new FlowView(status, terminal).show(entries);
            }
        }
        return 0;
    }
}
