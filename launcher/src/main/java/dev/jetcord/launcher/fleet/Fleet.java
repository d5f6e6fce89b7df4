package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.terminal.Steps;
import dev.jetcord.sandbox.nats.NatsServerBinary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts a fleet, each process waited for. Who calls it holds the {@link FleetLock}, and stops what was started on a failure. */
final class Fleet {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;
    private static final int SHOWN_LINES = 20;

    private final ProcessStarter starter;
    private final RunFolder runFolder;
    private final Readiness readiness;
    private final Steps steps;

    Fleet(ProcessStarter starter, RunFolder runFolder, Readiness readiness, Steps steps) {
        this.starter = requireNonNull(starter, "starter");
        this.runFolder = requireNonNull(runFolder, "runFolder");
        this.readiness = requireNonNull(readiness, "readiness");
        this.steps = requireNonNull(steps, "steps");
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @param binary the NATS server to start; empty when one that runs already is used
     * @throws FleetException when a process ends, or is not ready in time
     */
    RunningFleet start(Blueprint blueprint, World world, Optional<NatsServerBinary> binary) throws Exception {
        var stores = new ArrayList<ServiceSpec>();
        if (binary.isPresent()) {
            stores.add(blueprint.nats(binary.get()));
        }
        switch (blueprint.database()) {
            case FleetDatabase.Own own -> stores.add(blueprint.postgres(own));
            case FleetDatabase.External _ -> {
                // It runs already; the workers say what they think of it.
            }
        }
        var running = new ArrayList<RunningService>(startAndAwait(stores));
        switch (world) {
            case World.Sandbox sandbox -> running.addAll(startAndAwait(List.of(blueprint.sandbox(sandbox))));
            case World.Discord _ -> {
                // Discord runs already.
            }
        }
        steps.run("streams, consumers and commands", () -> provision(blueprint));
        running.addAll(startAndAwait(blueprint.services()));
        return new RunningFleet(blueprint, running);
    }

    /** Starts one process, without waiting for it. */
    Process start(ServiceSpec spec) throws IOException {
        return starter.start(spec);
    }

    // All are started before the first is waited for: JVMs start side by side.
    private List<RunningService> startAndAwait(List<ServiceSpec> specs) throws Exception {
        var started = new ArrayList<RunningService>();
        for (ServiceSpec spec : specs) {
            started.add(new RunningService(spec, start(spec)));
        }
        for (RunningService service : started) {
            steps.run(service.spec().name(), () -> awaitReady(service.spec(), service.process()));
        }
        return started;
    }

    /**
     * Returns when the process is ready, with its address.
     *
     * @throws FleetException when it ends, or is not ready in time
     */
    String awaitReady(ServiceSpec spec, Process process) throws FleetException, IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        Optional<String> problem = Optional.of("not asked yet");
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw failure(spec.name(), "ended with exit code " + process.exitValue());
            }
            problem = readiness.problem(spec.readiness());
            if (problem.isEmpty()) {
                return spec.address();
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw failure(
                spec.name(),
                "was not ready after " + READY_TIMEOUT.toSeconds() + " s (" + problem.orElse("no answer") + ")");
    }

    /**
     * Applies streams, consumers and commands.
     *
     * @throws FleetException when they can't be
     */
    String provision(Blueprint blueprint) throws FleetException, IOException, InterruptedException {
        ServiceSpec spec = blueprint.provision();
        Process process = start(spec);
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                throw failure(spec.name(), "has not ended after " + READY_TIMEOUT.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
        if (process.exitValue() != 0) {
            throw failure(spec.name(), "ended with exit code " + process.exitValue());
        }
        runFolder.remove(spec.name());
        return "applied";
    }

    /** The end of a service's log, as lines to show. */
    String lastWords(String name) throws IOException {
        Path log = starter.log(name);
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return "  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    private FleetException failure(String name, String what) throws IOException {
        return new FleetException(
                name + " " + what + ". The end of its log, " + starter.log(name) + ":\n" + lastWords(name));
    }
}
