package dev.jetcord.postgres;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server as a child of this JVM, which ends with it at the latest. Its port stays the same over its whole life.
 * Not thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 10;
    private static final int LOG_LINES = 20;

    private final PostgresCluster cluster;
    private final String password;
    private final int port;
    private final Map<String, String> settings;
    private final Thread endWithJvm = new Thread(this::kill, "postgres-end");
    private Process process;

    private LocalPostgres(PostgresCluster cluster, String password, int port, Map<String, String> settings) {
        this.cluster = requireNonNull(cluster, "cluster");
        this.password = requireNonNull(password, "password");
        this.port = port;
        this.settings = Map.copyOf(settings);
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(endWithJvm);
        awaitReady();
    }

    /**
     * Sets the cluster up if it is new, starts its server, and returns when it takes connections.
     *
     * @param port where it listens on the loopback address, now and after every restart
     * @param settings of {@code postgresql.conf} that differ from our own
     * @throws PostgresException when it does not start, with what it printed
     */
    public static LocalPostgres start(
            PostgresCluster cluster, String password, int port, Map<String, String> settings) {
        cluster.initialise(password);
        return new LocalPostgres(cluster, password, port, settings);
    }

    /** Where clients connect to one of its databases. */
    public String url(String database) {
        return PostgresCluster.url(password, port, database);
    }

    /** The server's TCP port. */
    public int port() {
        return port;
    }

    /** Ends the server in order: what runs is cut off, what was committed is in its files. */
    public void stop() {
        signal("INT");
    }

    /** Ends the server and all its processes at once, as a crash: it recovers from its log at the next start. */
    public void kill() {
        signal("QUIT");
    }

    /** Starts a stopped or killed server again, and returns when it takes connections. */
    public void restart() {
        stop();
        process = launch();
        awaitReady();
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
        try {
            return new ProcessBuilder(cluster.command(port, settings))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException failed) {
            throw new PostgresException("PostgreSQL cannot be started: " + failed.getMessage(), failed);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!cluster.isReady(process.pid())) {
            if (!process.isAlive()) {
                throw failure("ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() - deadline >= 0) {
                kill();
                throw failure("was not ready after " + START_TIMEOUT.toSeconds() + " s");
            }
            pause();
        }
    }

    private void signal(String name) {
        try {
            if (process.isAlive()) {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            throw new PostgresException("PostgreSQL cannot be told to stop: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
            throw new PostgresException("interrupted while PostgreSQL was starting", interrupted);
        }
    }

    private PostgresException failure(String what) {
        return new PostgresException("PostgreSQL " + what + ". Its last lines, from " + log() + ":\n" + lastLines());
    }

    private String lastLines() {
        try (Stream<String> lines = Files.lines(log(), StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
        } catch (IOException unreadable) {
            return "(can't be read: " + unreadable.getMessage() + ")";
        }
    }

    private Path log() {
        return cluster.folder().resolve("postgres.log");
    }
}
