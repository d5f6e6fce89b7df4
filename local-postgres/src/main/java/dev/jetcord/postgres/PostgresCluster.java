package dev.jetcord.postgres;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A folder of data and the server that keeps it: what a server needs to be started, without starting it. Only
 * {@value #HOST} is listened to, and the one user is {@value #USER}.
 *
 * @param programs of the release that made the data
 * @param folder with the data in {@code data} beside a few files of ours
 */
public record PostgresCluster(PostgresPrograms programs, Path folder) {
    public static final String HOST = "127.0.0.1";
    public static final String USER = "jetcord";
    /** The database that every cluster has from the start. */
    public static final String DATABASE = "postgres";

    private static final long SETUP_SECONDS = 60;
    private static final String READY = "ready";
    private static final int STATUS_LINE = 7;

    /** For one machine that has other things to do: a few dozen MiB while idle. */
    private static final Map<String, String> SMALL = Map.of(
            "shared_buffers", "32MB",
            "max_connections", "60",
            "io_method", "sync",
            "jit", "off",
            "autovacuum_max_workers", "1",
            "max_wal_size", "256MB",
            "unix_socket_directories", "");

    public PostgresCluster {
        requireNonNull(programs, "programs");
        folder = folder.toAbsolutePath();
    }

    /**
     * Makes the data, unless that was done before.
     *
     * @param password of {@value #USER}, from then on
     * @throws PostgresException when PostgreSQL refuses; the message holds what it printed
     */
    public void initialise(String password) {
        if (Files.isDirectory(data())) {
            return;
        }
        try {
            // Under another name until it is whole: whoever is killed meanwhile leaves no half of it.
            Path draft = folder.resolve("data-draft");
            Folders.delete(draft);
            Files.createDirectories(folder);
            initialise(draft, password);
            Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new PostgresException(
                    "PostgreSQL cannot set up its data in " + folder + ": " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PostgresException("interrupted while PostgreSQL was setting up its data", interrupted);
        }
    }

    private void initialise(Path draft, String password) throws IOException, InterruptedException {
        Path log = folder.resolve("initdb.log");
        List<String> command = programs.command("initdb");
        command.addAll(List.of("-D", draft.toString(), "-U", USER, "-A", "scram-sha-256", "-E", "UTF8"));
        command.addAll(List.of("--no-locale", "--no-sync", "--pwfile", "/dev/stdin"));
        Process setup = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            try (Writer input = setup.outputWriter(StandardCharsets.UTF_8)) {
                input.write(password + '\n');
            }
            if (!setup.waitFor(SETUP_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("initdb has not ended after " + SETUP_SECONDS + " s");
            }
            if (setup.exitValue() != 0) {
                throw new IOException("initdb failed, with\n"
                        + Files.readString(log, StandardCharsets.ISO_8859_1).strip()
                        + "\nOtherwise start a server of your own, and set DATABASE_URL to it.");
            }
        } finally {
            setup.destroyForcibly();
        }
    }

    /**
     * The command that runs the server in the foreground until SIGINT, which closes its connections, or SIGTERM, which waits
     * for them to be closed.
     *
     * @param port TCP port
     * @param settings of {@code postgresql.conf}, beside and before our own
     */
    public List<String> command(int port, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(SMALL);
        all.putAll(settings);
        List<String> command = new ArrayList<>(programs.command("postgres"));
        command.addAll(List.of("-D", data().toString(), "-h", HOST, "-p", Integer.toString(port)));
        all.forEach((name, value) -> command.addAll(List.of("-c", name + '=' + value)));
        return List.copyOf(command);
    }

    /** Whether the server of that process takes connections now. */
    public boolean isReady(long pid) {
        try {
            // The server keeps its state in this file: its process id first, its status in line 8.
            List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
            return lines.size() > STATUS_LINE
                    && lines.getFirst().strip().equals(Long.toString(pid))
                    && lines.get(STATUS_LINE).strip().equals(READY);
        } catch (IOException notThereOrBeingWritten) {
            return false;
        }
    }

    /** Where clients connect, as {@code postgresql://user:password@host:port/database}. */
    public static String url(String password, int port, String database) {
        return "postgresql://" + USER + ':' + password + '@' + HOST + ':' + port + '/' + database;
    }

    /** Where the data of a cluster stands in its folder; an argument of its server's command. */
    public static Path dataOf(Path folder) {
        return folder.resolve("data");
    }

    private Path data() {
        return dataOf(folder);
    }
}
