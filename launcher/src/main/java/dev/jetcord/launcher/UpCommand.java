package dev.jetcord.launcher;

import dev.jetcord.launcher.fleet.FleetControl;
import dev.jetcord.launcher.fleet.FleetRequest;
import dev.jetcord.launcher.fleet.FleetStatus;
import dev.jetcord.launcher.fleet.FleetStatus.Entry;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Ports;
import dev.jetcord.launcher.fleet.Readiness;
import dev.jetcord.launcher.fleet.RunningFleet;
import dev.jetcord.launcher.fleet.Supervisor;
import dev.jetcord.launcher.flow.FlowView;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description =
                "Start the whole fleet on this machine and show what happens; what crashes is started again, Ctrl-C drains"
                        + " and stops everything.",
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
            names = "--postgres-port",
            defaultValue = "${env:JETCORD_POSTGRES_PORT:-" + Ports.DEFAULT_POSTGRES + "}",
            description = "Of the fleet's own server, without DATABASE_URL. Default: ${DEFAULT-VALUE}"
                    + " (JETCORD_POSTGRES_PORT).")
    private int postgresPort;

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
                context.programs(),
                new Ports(natsPort, postgresPort, sandboxPort, operationsPort),
                discord,
                context.environment());
        Optional<RunningFleet> started = fleet.up(request, context.natsFinder()::find);
        List<Entry> entries = look();
        var terminal = context.terminal();
        terminal.print(started.isPresent() ? "" : "The fleet is up already.");
        terminal.print(StatusTable.of(entries, context.root()));
        terminal.print("");
        terminal.print(discord ? "Type a command in Discord." : "Try: ./jetcord say \"/ping\"");
        if (started.isPresent() && !detach) {
            watch(fleet, started.get(), entries);
        }
        return 0;
    }

    private List<Entry> look() throws IOException, InterruptedException {
        try (var readiness = new Readiness()) {
            return new FleetStatus(context.home(), readiness).look();
        }
    }

    private void watch(FleetControl fleet, RunningFleet running, List<Entry> entries)
            throws IOException, InterruptedException {
        var terminal = context.terminal();
        Supervisor supervisor = fleet.supervise(running, new SupervisionWords(terminal));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            supervisor.stop();
                            fleet.stopForGood();
                        },
                        "stop-fleet"));
        terminal.print("Ctrl-C drains and stops the fleet. What happens:");
        new FlowView(terminal, InstantSource.system(), ZoneId.systemDefault())
                .show(entries.stream().map(Entry::service).toList(), supervisor::active);
    }
}
