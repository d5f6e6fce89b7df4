package dev.jetcord.launcher.flow;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.FleetStatus;
import dev.jetcord.launcher.fleet.FleetStatus.Entry;
import dev.jetcord.launcher.fleet.FleetStatus.State;
import dev.jetcord.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows each step of an interaction as it happens, and tells when a service ends. */
public final class FlowView {
    private static final String FLOW_LOGGER = "dev.jetcord.flow";
    private static final long POLL_MILLIS = 200;
    // Readiness is asked over HTTP, so less often than the files are read.
    private static final int LOOK_EVERY = 10;
    private static final int NAME_WIDTH = 19;

    private final FleetStatus status;
    private final Terminal terminal;

    public FlowView(FleetStatus status, Terminal terminal) {
        this.status = requireNonNull(status, "status");
        this.terminal = requireNonNull(terminal, "terminal");
    }

    /** Shows the flow until every service has ended. */
    public void show(List<Entry> entries) throws IOException, InterruptedException {
        Map<String, LogTail> tails = new LinkedHashMap<>();
        for (Entry entry : entries) {
            tails.put(
                    entry.service().name(),
                    LogTail.atEnd(Path.of(entry.service().log())));
        }
        followSandbox(entries);
        Set<String> ended = new HashSet<>();
        for (int turn = 1; ended.size() < tails.size(); turn++) {
            for (Map.Entry<String, LogTail> tail : tails.entrySet()) {
                for (String line : tail.getValue().read()) {
                    show(tail.getKey(), line);
                }
            }
            if (turn % LOOK_EVERY == 0) {
                tellEnded(tails.keySet(), ended);
            }
            Thread.sleep(POLL_MILLIS);
        }
        terminal.print("Every service has ended.");
    }

    private void followSandbox(List<Entry> entries) {
        entries.stream()
                .map(Entry::service)
                .filter(service -> service.name().equals("sandbox"))
                .forEach(service -> Thread.ofVirtual().name("sandbox-feed").start(() -> {
                    try {
                        new SandboxFeed(service.address()).follow(event -> line("sandbox", event));
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                }));
    }

    private void show(String service, String line) {
        int logger = line.indexOf(FLOW_LOGGER);
        if (logger >= 0) {
            line(service, line.substring(logger + FLOW_LOGGER.length()).replaceFirst("^[\\s:\\-]+", ""));
        }
    }

    private void line(String service, String text) {
        terminal.print(terminal.weak(service + " ".repeat(Math.max(1, NAME_WIDTH - service.length()))) + text);
    }

    // A service that was stopped on purpose has no record any more.
    private void tellEnded(Set<String> services, Set<String> ended) throws IOException, InterruptedException {
        Map<String, Entry> now = new LinkedHashMap<>();
        status.look().forEach(entry -> now.put(entry.service().name(), entry));
        for (String service : services) {
            Entry entry = now.get(service);
            if (entry == null) {
                ended.add(service);
            } else if (entry.state() == State.ENDED && ended.add(service)) {
                terminal.warn(service + " has ended unasked; its log: "
                        + entry.service().log());
            }
        }
    }
}
