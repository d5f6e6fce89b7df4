package dev.jetcord.e2e.bench;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Readiness;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service as a process of its own, started from its jar as the launcher does, and how long it took to be ready. */
final class ServiceProcess {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 5;

    private final Process process;
    private final Path log;
    private final Duration toReady;

    private ServiceProcess(Process process, Path log, Duration toReady) {
        this.process = process;
        this.log = log;
        this.toReady = toReady;
    }

    /** Starts a service and returns when it is ready. */
    static ServiceProcess start(
            Installation installation, String module, Map<String, String> environment, List<String> moreFlags)
            throws IOException, InterruptedException, UnmeasurableException {
        int port = freePort();
        var all = new HashMap<>(environment);
        all.put("OPERATIONS_PORT", Integer.toString(port));
        Path log = Files.createTempFile("jetcord-bench-" + module, ".log");
        long start = System.nanoTime();
        Process process = launch(installation, module, all, moreFlags, log);
        try (var readiness = new Readiness()) {
            String address = "http://127.0.0.1:" + port + "/readyz";
            while (readiness.problem(address).isPresent()) {
                if (!process.isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
                    process.destroyForcibly();
                    throw new UnmeasurableException(module + " was not ready; its log:\n" + Files.readString(log));
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
        return new ServiceProcess(process, log, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Runs a job to its end. */
    static void run(Installation installation, String module, Map<String, String> environment)
            throws IOException, InterruptedException, UnmeasurableException {
        Path log = Files.createTempFile("jetcord-bench-" + module, ".log");
        Process process = launch(installation, module, environment, List.of(), log);
        if (process.waitFor() != 0) {
            throw new UnmeasurableException(module + " failed; its log:\n" + Files.readString(log));
        }
        Files.delete(log);
    }

    private static Process launch(
            Installation installation, String module, Map<String, String> environment, List<String> moreFlags, Path log)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(installation.jvmFlagsOf(module));
        command.addAll(moreFlags);
        command.addAll(List.of("-jar", installation.jar(module).toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    Duration toReady() {
        return toReady;
    }

    long pid() {
        return process.pid();
    }

    /** Drains it, and kills it when it does not end. */
    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(log);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
