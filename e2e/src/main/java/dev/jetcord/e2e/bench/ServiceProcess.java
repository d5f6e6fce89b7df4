package dev.jetcord.e2e.bench;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Readiness;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service as a process of its own, started from its jar as the launcher does, and how long it took to be ready. */
final class ServiceProcess {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);
    // Each question is asked and answered by a cold JVM on the processors that the service starts on.
    private static final long POLL_MILLIS = 20;

    private final JvmProcess jvm;
    private final Duration toReady;

    private ServiceProcess(JvmProcess jvm, Duration toReady) {
        this.jvm = jvm;
        this.toReady = toReady;
    }

    /** Starts a service and returns when it is ready. */
    static ServiceProcess start(
            Installation installation, String module, Map<String, String> environment, List<String> moreFlags)
            throws IOException, InterruptedException, UnmeasurableException {
        int port = FreePorts.take();
        var all = new HashMap<>(environment);
        all.put("OPERATIONS_PORT", Integer.toString(port));
        long start = System.nanoTime();
        JvmProcess jvm = launch(installation, module, moreFlags, all);
        try (var readiness = new Readiness()) {
            String address = "http://127.0.0.1:" + port + "/readyz";
            while (readiness.problem(address).isPresent()) {
                if (!jvm.process().isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
                    jvm.process().destroyForcibly();
                    throw jvm.unmeasurable(module + " was not ready");
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
        return new ServiceProcess(jvm, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Runs a job to its end. */
    static void run(Installation installation, String module, Map<String, String> environment)
            throws IOException, InterruptedException, UnmeasurableException {
        JvmProcess jvm = launch(installation, module, List.of(), environment);
        if (jvm.process().waitFor() != 0) {
            throw jvm.unmeasurable(module + " failed");
        }
        Files.delete(jvm.log());
    }

    private static JvmProcess launch(
            Installation installation, String module, List<String> moreFlags, Map<String, String> environment)
            throws IOException {
        var arguments = new ArrayList<>(moreFlags);
        arguments.addAll(List.of("-jar", installation.jar(module).toString()));
        return JvmProcess.start(installation, module, installation.jvmFlagsOf(module), arguments, environment);
    }

    /** Waits until so many of its shards have a session. */
    void awaitSessions(SandboxDiscord discord, int shards)
            throws IOException, InterruptedException, UnmeasurableException {
        jvm.awaitSessions(discord, shards);
    }

    Duration toReady() {
        return toReady;
    }

    long pid() {
        return jvm.process().pid();
    }

    /** {@code kill -9}; returns when it has ended. */
    void kill() throws IOException {
        jvm.process().destroyForcibly().onExit().join();
        Files.deleteIfExists(jvm.log());
    }

    /** Drains it, and kills it when it does not end. */
    void stop() throws IOException, InterruptedException {
        jvm.stop(STOP);
    }
}
