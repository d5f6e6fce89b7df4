package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts a fleet's services again when they end unasked, each with a delay that grows, until it is stopped. A service that
 * another launcher stops or replaces is left to that one: whoever changes the fleet holds the {@link FleetLock}, and a record
 * that does not name the process that ended shows that somebody did.
 */
public final class Supervisor {
    private static final long POLL_MILLIS = 100;

    private final Home home;
    private final RunFolder runFolder;
    private final Fleet fleet;
    private final Blueprint blueprint;
    private final Readiness readiness;
    private final Supervision supervision;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger supervised = new AtomicInteger();
    private volatile boolean stopped;

    Supervisor(
            Home home,
            RunFolder runFolder,
            Fleet fleet,
            Readiness readiness,
            RunningFleet running,
            Supervision supervision) {
        this.home = requireNonNull(home, "home");
        this.runFolder = requireNonNull(runFolder, "runFolder");
        this.fleet = requireNonNull(fleet, "fleet");
        this.readiness = requireNonNull(readiness, "readiness");
        this.blueprint = running.blueprint();
        this.supervision = requireNonNull(supervision, "supervision");
        supervised.set(running.services().size());
        for (RunningService service : running.services()) {
            threads.add(Thread.ofVirtual()
                    .name("supervise-" + service.spec().name())
                    .start(() -> supervise(service)));
        }
    }

    /** Whether any service is still this launcher's to look after. */
    public boolean active() {
        return !stopped && supervised.get() > 0;
    }

    /** From now on services end because they are told to: nothing is said of it, and nothing is started again. */
    public void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
        readiness.close();
    }

    private void supervise(RunningService service) {
        try {
            follow(service);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            supervision.failed(service.spec().name(), "it is no longer looked after: " + e.getMessage());
        } finally {
            supervised.decrementAndGet();
        }
    }

    private void follow(RunningService first) throws IOException, InterruptedException {
        ServiceSpec spec = first.spec();
        var delay = new RestartDelay();
        Optional<Process> running = Optional.of(first.process());
        while (running.isPresent()) {
            Process process = running.get();
            long start = System.nanoTime();
            int exitCode = process.waitFor();
            if (stopped) {
                return;
            }
            // Whoever stops the fleet holds the lock until all of it is stopped.
            awaitLock().close();
            if (!isOurs(spec, process)) {
                supervision.released(spec.name());
                return;
            }
            Duration wait = delay.after(Duration.ofNanos(System.nanoTime() - start));
            supervision.ended(spec.name(), exitCode, fleet.lastWords(spec.name()), wait);
            Thread.sleep(wait);
            running = startAgain(spec, process);
        }
    }

    private Optional<Process> startAgain(ServiceSpec spec, Process ended) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process;
        try (FleetLock _ = awaitLock()) {
            if (!isOurs(spec, ended)) {
                supervision.released(spec.name());
                return Optional.empty();
            }
            process = fleet.start(spec);
        }
        try {
            fleet.awaitReady(spec, process);
            if (spec.layer() == Layer.SANDBOX) {
                // A new sandbox knows no commands.
                fleet.provision(blueprint);
            }
            supervision.ready(spec.name(), Duration.ofNanos(System.nanoTime() - start));
        } catch (FleetException e) {
            supervision.failed(spec.name(), String.valueOf(e.getMessage()));
        }
        return Optional.of(process);
    }

    private boolean isOurs(ServiceSpec spec, Process process) throws IOException {
        return runFolder
                .find(spec.name())
                .filter(service -> service.pid() == process.pid())
                .isPresent();
    }

    private FleetLock awaitLock() throws IOException, InterruptedException {
        Optional<FleetLock> lock = FleetLock.tryTake(home);
        while (lock.isEmpty()) {
            Thread.sleep(POLL_MILLIS);
            lock = FleetLock.tryTake(home);
        }
        return lock.get();
    }
}
