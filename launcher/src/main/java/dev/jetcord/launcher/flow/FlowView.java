package dev.jetcord.launcher.flow;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.ServiceRecord;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Shows each step of an interaction as it happens: what the sandbox tells, and what the services log of the flow. */
public final class FlowView {
    private static final long POLL_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofMillis(3 * POLL_MILLIS);
    // Nobody reads faster. What is left out stands in the logs.
    private static final int MAX_LINES_A_LOOK = 50;
    private static final int NAME_WIDTH = 16;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final Terminal terminal;
    private final InstantSource clock;
    private final ZoneId zone;
    private final TimeOrder order = new TimeOrder(PATIENCE);

    /**
     * Shows on a terminal.
     *
     * @param zone of the times that are shown
     */
    public FlowView(Terminal terminal, InstantSource clock, ZoneId zone) {
        this.terminal = requireNonNull(terminal, "terminal");
        this.clock = requireNonNull(clock, "clock");
        this.zone = requireNonNull(zone, "zone");
    }

    /**
     * Shows the flow from now on.
     *
     * @param goOn asked about ten times a second
     */
    public void show(List<ServiceRecord> services, BooleanSupplier goOn) throws IOException, InterruptedException {
        Map<String, LogTail> tails = new LinkedHashMap<>();
        for (ServiceRecord service : services) {
            tails.put(service.name(), LogTail.atEnd(Path.of(service.log())));
        }
        List<Thread> feeds = services.stream()
                .filter(service -> service.name().equals(Services.SANDBOX))
                .map(this::follow)
                .toList();
        try {
            while (goOn.getAsBoolean()) {
                for (Map.Entry<String, LogTail> tail : tails.entrySet()) {
                    for (String line : tail.getValue().read()) {
                        FlowLine.ofLog(tail.getKey(), line).ifPresent(order::add);
                    }
                }
                print(order.due(clock.instant()));
                Thread.sleep(POLL_MILLIS);
            }
        } finally {
            feeds.forEach(Thread::interrupt);
        }
    }

    private Thread follow(ServiceRecord sandbox) {
        return Thread.ofVirtual().name("sandbox-feed").start(() -> {
            try {
                new SandboxFeed(sandbox.address())
                        .follow(line -> FlowLine.ofFeed(sandbox.name(), line).ifPresent(order::add));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void print(List<FlowLine> lines) {
        lines.stream()
                .limit(MAX_LINES_A_LOOK)
                .forEach(line -> terminal.print(terminal.weak(TIME.format(
                                        line.at().atZone(zone)) + "  "
                                + line.service()
                                + " "
                                        .repeat(Math.max(
                                                1, NAME_WIDTH - line.service().length())))
                        + line.text()));
        if (lines.size() > MAX_LINES_A_LOOK) {
            terminal.print(terminal.weak("(" + (lines.size() - MAX_LINES_A_LOOK) + " more lines, see ./jetcord logs)"));
        }
    }
}
