package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.sandbox.SandboxDiscord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java program as a process of its own, started as the launcher does.
 *
 * @param log what it prints
 */
record JvmProcess(Process process, Path log) {
    private static final Duration SESSIONS_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    JvmProcess {
        requireNonNull(process, "process");
        requireNonNull(log, "log");
    }

    /**
     * Starts one.
     *
     * @param name of its log
     * @param flags those that services have
     * @param arguments of {@code java}, after the flags
     * @param environment all that it gets
     */
    static JvmProcess start(
            Installation installation,
            String name,
            List<String> flags,
            List<String> arguments,
            Map<String, String> environment)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(flags);
        command.addAll(arguments);
        Path log = Files.createTempFile("jetcord-bench-" + name, ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        endWithThisProgram(process);
        return new JvmProcess(process, log);
    }

    /** Nothing that is measured outlives this program, also when that is told to end. */
    static void endWithThisProgram(Process process) {
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-" + process.pid()));
    }

    /**
     * Waits until so many sessions of a local Discord are connected; it kills the process when they are not in time.
     *
     * @throws UnmeasurableException when the process ends, or it takes too long
     */
    void awaitSessions(SandboxDiscord discord, int sessions)
            throws IOException, InterruptedException, UnmeasurableException {
        long deadline = System.nanoTime() + SESSIONS_LIMIT.toNanos();
        while (discord.gateway().connectedSessions() < sessions) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                process.destroyForcibly();
                throw unmeasurable("of %d sessions there are %d"
                        .formatted(sessions, discord.gateway().connectedSessions()));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    UnmeasurableException unmeasurable(String what) throws IOException {
        return new UnmeasurableException(what + "; its log:\n" + Files.readString(log));
    }

    /** Drains it, and kills it when it does not end in time. */
    void stop(Duration patience) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(log);
    }
}
