package dev.jetcord.testing;

import dev.jetcord.sandbox.nats.LocalNatsServer;
import dev.jetcord.sandbox.nats.NatsServer;
import dev.jetcord.sandbox.nats.NatsServerBinary;
import dev.jetcord.sandbox.nats.NatsServerLocator;
import dev.jetcord.sandbox.nats.NatsServerSettings;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A NATS server with JetStream for one test or one test class, empty at its start, on a free port:
 *
 * <pre>{@code
 * try (var nats = TestNats.start()) {
 *     connect(nats.url());
 * }
 * }</pre>
 *
 * <p>It is the binary where there is one ({@code NATS_SERVER_BINARY}, the {@code PATH}, or what {@code ./jetcord test} fetched
 * into {@code .jetcord/bin}), and a container otherwise, which can do the same.
 */
public final class TestNats implements NatsServer {
    private static final String ROOT_PROPERTY = "jetcord.root";

    private final NatsServer server;
    private final Optional<Path> folder;

    private TestNats(NatsServer server, Optional<Path> folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Starts a server and returns when it takes connections. */
    public static TestNats start() {
        Path root = Path.of(System.getProperty(ROOT_PROPERTY, ""));
        return new NatsServerLocator(System.getenv(), root.resolve(".jetcord/bin"))
                .locate()
                .map(TestNats::startBinary)
                .orElseGet(TestNats::startContainer);
    }

    static TestNats startBinary(NatsServerBinary binary) {
        try {
            Path folder = Files.createTempDirectory("jetcord-nats");
            var settings = new NatsServerSettings("test", FreePorts.take(), FreePorts.take(), folder);
            return new TestNats(LocalNatsServer.start(binary, settings), Optional.of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made for the test's NATS server", e);
        }
    }

    static TestNats startContainer() {
        return new TestNats(NatsContainer.start(), Optional.empty());
    }

    @Override
    public String url() {
        return server.url();
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void restart() {
        server.restart();
    }

    @Override
    public void close() {
        server.close();
        folder.ifPresent(TestNats::delete);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a test's server left files that can't be removed", e);
        }
    }
}
