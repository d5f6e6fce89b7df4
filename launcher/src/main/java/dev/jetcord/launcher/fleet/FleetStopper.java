package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stops a home's fleet, layer by layer, the last started first: SIGTERM, the budget to drain, then SIGKILL. At the end
 * nothing of the home runs, whatever the records say.
 */
final class FleetStopper {
    // A service ends by itself when its budget is over; only then is it our turn.
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration STRAY_BUDGET = Duration.ofSeconds(10);
    private static final Duration KILL_BUDGET = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 20;

    private final RunFolder runFolder;
    private final ProcessTable processes;
    private final Consumer<String> words;

    /**
     * Stops what the records and the process table name.
     *
     * @param words what people should know, a line each
     */
    FleetStopper(RunFolder runFolder, ProcessTable processes, Consumer<String> words) {
        this.runFolder = requireNonNull(runFolder, "runFolder");
        this.processes = requireNonNull(processes, "processes");
        this.words = requireNonNull(words, "words");
    }

    /**
     * Stops everything.
     *
     * @return how many processes ran
     */
    int stop() throws IOException, InterruptedException {
        List<ServiceRecord> services = runFolder.list();
        int stopped = 0;
        for (Layer layer : List.of(Layer.values()).reversed()) {
            stopped += stop(services.stream()
                    .filter(service -> service.layer() == layer)
                    .toList());
        }
        return stopped + stopStrays();
    }

    private int stop(List<ServiceRecord> layer) throws IOException, InterruptedException {
        var running = new ArrayList<ProcessHandle>();
        for (ServiceRecord service : layer) {
            processes.find(service).ifPresent(running::add);
        }
        running.forEach(ProcessHandle::destroy);
        Duration budget = layer.stream()
                .map(service -> Duration.ofMillis(service.stopBudgetMillis()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .plus(GRACE);
        await(running, budget);
        for (ServiceRecord service : layer) {
            if (processes.find(service).isPresent()) {
                words.accept(service.name() + " has not ended " + budget.toSeconds()
                        + " s after it was asked to: it is killed; its log: " + service.log());
            }
        }
        kill(running);
        for (ServiceRecord service : layer) {
            runFolder.remove(service.name());
        }
        return running.size();
    }

    private int stopStrays() throws InterruptedException {
        List<ProcessHandle> strays = processes.ofThisHome();
        strays.forEach(ProcessHandle::destroy);
        await(strays, STRAY_BUDGET);
        kill(strays);
        return strays.size();
    }

    private static void kill(List<ProcessHandle> targets) throws InterruptedException {
        targets.stream().filter(ProcessTable::runs).forEach(ProcessHandle::destroyForcibly);
        await(targets, KILL_BUDGET);
    }

    private static void await(List<ProcessHandle> targets, Duration budget) throws InterruptedException {
        long deadline = System.nanoTime() + budget.toNanos();
        while (targets.stream().anyMatch(ProcessTable::runs) && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
        }
    }
}
