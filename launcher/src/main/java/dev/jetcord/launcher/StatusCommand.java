package dev.jetcord.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.launcher.fleet.FleetStatus;
import dev.jetcord.launcher.fleet.FleetStatus.Entry;
import dev.jetcord.launcher.fleet.Readiness;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "What runs, where, and whether it is ready.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every service is ready", "3:the fleet is down, or not all of it is ready"})
final class StatusCommand implements Callable<Integer> {
    // What init scripts answer for a program that is not running (LSB, "Init Script Actions").
    private static final int NOT_RUNNING = 3;

    private final Context context;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var readiness = new Readiness()) {
            List<Entry> entries = new FleetStatus(context.home(), readiness).look();
            boolean ready = FleetStatus.allReady(entries);
            context.terminal().print(json ? json(entries, ready) : text(entries));
            return ready ? 0 : NOT_RUNNING;
        }
    }

    private String text(List<Entry> entries) {
        if (entries.isEmpty()) {
            return "The fleet is down. Start it with ./jetcord up";
        }
        var text = new StringBuilder(StatusTable.of(entries, context.root()));
        for (Entry entry : entries) {
            if (!entry.detail().isEmpty()) {
                text.append(System.lineSeparator())
                        .append(entry.service().name())
                        .append(": ")
                        .append(entry.detail());
            }
        }
        return text.toString();
    }

    private String json(List<Entry> entries, boolean ready) {
        var document = new ObjectMapper()
                .createObjectNode()
                .put("ready", ready)
                .put("home", context.home().folder().toString());
        var services = document.putArray("services");
        for (Entry entry : entries) {
            services.addObject()
                    .put("name", entry.service().name())
                    .put("state", StatusTable.state(entry).replace(' ', '_'))
                    .put("detail", entry.detail())
                    .put("pid", entry.service().pid())
                    .put("started_at_ms", entry.service().startedAtMillis())
                    .put("address", entry.service().address())
                    .put("log", entry.service().log());
        }
        return document.toPrettyString();
    }
}
