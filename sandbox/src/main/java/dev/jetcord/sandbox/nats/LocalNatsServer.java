package dev.jetcord.sandbox.nats;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A {@code nats-server} process of our own, on the loopback address, with JetStream. It ends with the JVM at the latest.
 * What it prints goes to {@link NatsServerSettings#logFile()}.
 */
public final class LocalNatsServer implements NatsServer {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration GREETING_TIMEOUT = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 20;
    private static final int LOG_LINES = 20;

    private final NatsServerBinary binary;
    private final Thread endWithJvm = new Thread(this::kill, "nats-server-end");
    private NatsServerSettings settings;
    private Process process;
    private NatsInfo info;

    private LocalNatsServer(NatsServerBinary binary, NatsServerSettings settings) {
        this.binary = requireNonNull(binary, "binary");
        this.settings = requireNonNull(settings, "settings");
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(endWithJvm);
        this.info = awaitReady();
    }

    /**
     * Starts a server and returns when it takes connections.
     *
     * @throws NatsServerException when it does not start, with what it printed, or when its port is in use
     */
    public static LocalNatsServer start(NatsServerBinary binary, NatsServerSettings settings) {
        return new LocalNatsServer(binary, settings);
    }

    @Override
    public String url() {
        return "nats://" + NatsServerSettings.HOST + ":" + settings.port();
    }

    @Override
    public String version() {
        return info.version();
    }

    /** Where the HTTP monitoring answers, as {@code http://host:port}. */
    public String monitoringUrl() {
        return "http://" + NatsServerSettings.HOST + ":" + settings.monitoringPort();
    }

    /** The process id of the server that runs now, or ran last. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process is there. */
    public boolean running() {
        return process.isAlive();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void stop() {
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
    }

    @Override
    public void restart() {
        stop();
        process = launch();
        info = awaitReady();
    }

    /** Ends the server. Its folder stays: it was the caller's. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithJvm);
        } catch (IllegalStateException _) {
            // The JVM is going down and runs the hook itself: the server has ended either way.
        }
    }

    private Process launch() {
        requireFree("port", settings.port());
        requireFree("monitoring port", settings.monitoringPort());
        try {
            Files.createDirectories(settings.portsFolder());
            Files.createDirectories(settings.storeFolder());
            Files.writeString(settings.configurationFile(), settings.configuration());
            return new ProcessBuilder(
                            binary.path().toString(),
                            "-c",
                            settings.configurationFile().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(settings.logFile().toFile())
                    .start();
        } catch (IOException e) {
            throw new NatsServerException(
                    "the NATS server " + binary.path() + " can't be started: " + e.getMessage(), e);
        }
    }

    private static void requireFree(String what, int port) {
        if (port == 0) {
            return;
        }
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral(NatsServerSettings.HOST))) {
            // Free: the server takes it a moment later.
        } catch (IOException e) {
            throw new NatsServerException(
                    "the NATS server's " + what + " " + port + " on " + NatsServerSettings.HOST
                            + " is in use by another program: stop that one, or choose another port",
                    e);
        }
    }

    private NatsInfo awaitReady() {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<NatsInfo> greeting = greeting();
            if (greeting.isPresent()) {
                return greeting.get();
            }
            if (!process.isAlive()) {
                throw failure("ended with exit code " + process.exitValue());
            }
            pause();
        }
        kill();
        throw failure("was not ready after " + START_TIMEOUT.toSeconds() + " s");
    }

    // The server writes its ports file last: JetStream has recovered its streams and connections are taken.
    private Optional<NatsInfo> greeting() {
        try {
            Optional<NatsServerPorts> ports = NatsServerPorts.read(settings.portsFolder(), process.pid());
            if (ports.isEmpty()) {
                return Optional.empty();
            }
            settings = settings.withPorts(ports.get().client(), ports.get().monitoring());
            return Optional.of(NatsInfo.read(url(), GREETING_TIMEOUT));
        } catch (IOException e) {
            throw new NatsServerException("the NATS server started, but does not answer: " + e.getMessage(), e);
        }
    }

    private NatsServerException failure(String what) {
        return new NatsServerException("the NATS server " + binary.path() + " " + what + ". Its last lines, from "
                + settings.logFile() + ":\n" + String.join("\n", lastLines(settings.logFile())));
    }

    private static List<String> lastLines(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - LOG_LINES), all.size());
        } catch (IOException e) {
            return List.of("(can't be read: " + e.getMessage() + ")");
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new NatsServerException("interrupted while the NATS server was starting", e);
        }
    }
}
