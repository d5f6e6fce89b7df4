package dev.jetcord.testing;

import dev.jetcord.sandbox.nats.NatsInfo;
import dev.jetcord.sandbox.nats.NatsServerBinary;
import dev.jetcord.sandbox.nats.NatsServerLocator;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A NATS server process whose configuration a test writes and changes while it runs: for limits, users and clusters. It
 * needs the binary ({@code NATS_SERVER_BINARY}, the {@code PATH}, or what {@code ./jetcord test} fetched). Not thread-safe.
 */
public final class TestNatsNode implements AutoCloseable {
    private static final String ROOT_PROPERTY = "jetcord.root";
    private static final Duration GREETING_TIMEOUT = Duration.ofSeconds(2);

    private final Path folder;
    private final NatsServerBinary binary;
    private final int port = FreePorts.take();
    private String configuration;
    private Process process;

    /**
     * Starts a server with JetStream and returns when it takes connections.
     *
     * @param configuration of the server, beside its address and JetStream's folder
     */
    public TestNatsNode(String configuration) {
        this.configuration = configuration;
        Path root = Path.of(System.getProperty(ROOT_PROPERTY, ""));
        this.binary = new NatsServerLocator(System.getenv(), root.resolve(".jetcord/bin"))
                .locate()
                .orElseThrow(() -> new IllegalStateException(
                        "this test needs a nats-server: set NATS_SERVER_BINARY to one, or run ./jetcord test once"));
        try {
            this.folder = Files.createTempDirectory("jetcord-nats-node");
        } catch (IOException noFolder) {
            throw new UncheckedIOException("no folder can be made for the test's NATS server", noFolder);
        }
        this.process = launch();
        awaitGreeting();
    }

    /** Where clients connect, as {@code nats://host:port}; the same over its whole life. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** The same with a user, as {@code nats://user:password@host:port}. */
    public String url(String user, String password) {
        return "nats://" + user + ':' + password + "@127.0.0.1:" + port;
    }

    /** Gives it another configuration, which it takes at its next start. */
    public void configure(String other) {
        configuration = other;
    }

    /** Has the running server take another configuration (SIGHUP). It does so a moment later. */
    public void reload(String other) throws IOException, InterruptedException {
        configure(other);
        write();
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
    }

    /** Ends the server without a chance to say goodbye (SIGKILL). */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts a killed server again; what JetStream stored is still there. */
    public void restart() {
        process = launch();
        awaitGreeting();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        TestNats.delete(folder);
    }

    private Process launch() {
        try {
            write();
            return new ProcessBuilder(binary.path().toString(), "-c", file().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException("the test's NATS server cannot be started", notStarted);
        }
    }

    private void write() throws IOException {
        Files.writeString(file(), """
                host: 127.0.0.1
                port: %d
                jetstream { store_dir: "%s" }
                %s
                """.formatted(port, folder.resolve("store"), configuration));
    }

    private Path file() {
        return folder.resolve("nats.conf");
    }

    private void awaitGreeting() {
        Awaitility.await("a greeting from the NATS server, whose log is " + folder.resolve("log"))
                .ignoreExceptions()
                .until(() -> NatsInfo.read(url(), GREETING_TIMEOUT) != null);
    }
}
