package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a home's fleet runs now. */
public final class FleetStatus {
    /** A service's state. */
    public enum State {
        READY,
        NOT_READY,
        ENDED
    }

    /**
     * One service as it is now.
     *
     * @param detail what keeps it from being ready; empty when it is
     */
    public record Entry(ServiceRecord service, State state, String detail) {}

    private final RunFolder runFolder;
    private final ProcessTable processes;
    private final Readiness readiness;

    public FleetStatus(Home home, Readiness readiness) {
        this.runFolder = new RunFolder(home.run());
        this.processes = new ProcessTable(home);
        this.readiness = requireNonNull(readiness, "readiness");
    }

    /** Every service that was started and not stopped; empty when the fleet is down. */
    public List<Entry> look() throws IOException, InterruptedException {
        var entries = new ArrayList<Entry>();
        for (ServiceRecord service : runFolder.list()) {
            if (service.layer() != Layer.PROVISION) {
                entries.add(look(service));
            }
        }
        return entries;
    }

    /** Whether all of a fleet's services run and are ready. */
    public static boolean allReady(List<Entry> entries) {
        List<String> names =
                entries.stream().map(entry -> entry.service().name()).toList();
        return names.containsAll(Services.LONG_RUNNING)
                && entries.stream().allMatch(entry -> entry.state() == State.READY);
    }

    private Entry look(ServiceRecord service) throws InterruptedException {
        if (processes.find(service).isEmpty()) {
            return new Entry(service, State.ENDED, "its process has ended; its last words: " + service.log());
        }
        Optional<String> problem = readiness.problem(service.readiness());
        return new Entry(service, problem.isEmpty() ? State.READY : State.NOT_READY, problem.orElse(""));
    }
}
