package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Starts processes that outlive the launcher, and writes down what it started. Thread-safe. */
final class ProcessStarter {
    private final Home home;
    private final RunFolder runFolder;
    private final List<String> detachment;
    private boolean closed;

    /**
     * Starts processes of one home.
     *
     * @param detachment the words that start a command in a session of its own
     */
    ProcessStarter(Home home, RunFolder runFolder, List<String> detachment) {
        this.home = requireNonNull(home, "home");
        this.runFolder = requireNonNull(runFolder, "runFolder");
        this.detachment = List.copyOf(detachment);
    }

    /** Starts one process; the log of its last run stays beside the new one as {@code NAME.log.1}. */
    synchronized Process start(ServiceSpec spec) throws IOException {
        if (closed) {
            throw new IOException("the launcher is ending: " + spec.name() + " is not started");
        }
        Path log = home.log(spec.name());
        Files.createDirectories(home.logs());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        var command = new ArrayList<>(detachment);
        command.addAll(spec.command());
        var builder = new ProcessBuilder(command)
                .directory(home.folder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        Process process = builder.start();
        runFolder.write(new ServiceRecord(
                spec.name(),
                spec.layer(),
                process.pid(),
                ProcessTable.startOf(process.toHandle()),
                spec.address(),
                spec.readiness(),
                log.toString(),
                spec.stopBudget().toMillis()));
        return process;
    }

    /** What a service prints to. */
    Path log(String service) {
        return home.log(service);
    }

    /** From now on nothing is started. */
    synchronized void close() {
        closed = true;
    }
}
