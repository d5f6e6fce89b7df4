package dev.jetcord.testing;

import dev.jetcord.postgres.LocalPostgres;
import dev.jetcord.postgres.PostgresCluster;
import dev.jetcord.postgres.PostgresPrograms;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database of a real PostgreSQL server, for one test or one test class:
 *
 * <pre>{@code
 * try (var postgres = TestPostgres.start()) {
 *     connect(postgres.url());
 * }
 * }</pre>
 *
 * <p>All tests of a JVM share one server, which is started for the first. It may be stopped, killed and restarted, by one test
 * at a time. Not thread-safe.
 */
public final class TestPostgres implements AutoCloseable {
    private static final String ROOT_PROPERTY = "jetcord.root";
    private static final String PASSWORD = "jetcord";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String database = "test_" + DATABASES.incrementAndGet();

    private TestPostgres() {
        execute("CREATE DATABASE " + database);
    }

    /** Makes a database. */
    public static TestPostgres start() {
        return new TestPostgres();
    }

    /** What {@code DATABASE_URL} would be, as {@code postgresql://user:password@host:port/database}. */
    public String url() {
        return server().url(database);
    }

    /** A connection of the test's own. */
    public Connection connect() throws SQLException {
        return connect(database);
    }

    /** Stops the server; connections are cut. */
    public void stop() {
        server().stop();
    }

    /** Ends the server as a crash would. */
    public void kill() {
        server().kill();
    }

    /** Stops the server if it runs, and starts it again at the same address. */
    public void restart() {
        server().restart();
    }

    /** Removes the database, whoever is connected to it. */
    @Override
    public void close() {
        execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private static void execute(String sql) {
        try (Connection connection = connect(PostgresCluster.DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException("the test's PostgreSQL refuses: " + sql, failed);
        }
    }

    private static Connection connect(String database) throws SQLException {
        String url = "jdbc:postgresql://" + PostgresCluster.HOST + ':' + server().port() + '/' + database;
        return DriverManager.getConnection(url, PostgresCluster.USER, PASSWORD);
    }

    private static LocalPostgres server() {
        return Server.SHARED;
    }

    /** Started when it is first asked for. */
    private static final class Server {
        private static final LocalPostgres SHARED = start();

        private static LocalPostgres start() {
            try {
                Path folder = Files.createTempDirectory("jetcord-postgres");
                Path root = Path.of(System.getProperty(ROOT_PROPERTY, ""));
                PostgresPrograms programs = PostgresPrograms.unpack(root.resolve(".jetcord/bin"));
                // What a test wrote need not survive the machine; it survives the server's end all the same.
                LocalPostgres server = LocalPostgres.start(
                        new PostgresCluster(programs, folder),
                        PASSWORD,
                        FreePorts.take(),
                        Map.of("fsync", "off", "full_page_writes", "off"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, folder), "postgres-remove"));
                return server;
            } catch (IOException noFolder) {
                throw new UncheckedIOException("no folder can be made for the test's PostgreSQL", noFolder);
            }
        }

        private static void remove(LocalPostgres server, Path folder) {
            server.close();
            TestNats.delete(folder);
        }
    }
}
