package dev.jetcord.e2e.bench;

import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.launcher.process.Folders;
import dev.jetcord.sandbox.nats.LocalNatsServer;
import dev.jetcord.sandbox.nats.NatsServerBinary;
import dev.jetcord.sandbox.nats.NatsServerLocator;
import dev.jetcord.sandbox.nats.NatsServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An empty NATS server of a benchmark's own, with file storage, and a connection to it. */
final class BenchNats {
    private final LocalNatsServer server;
    private final NatsConnection connection;
    private final Path folder;

    private BenchNats(LocalNatsServer server, NatsConnection connection, Path folder) {
        this.server = server;
        this.connection = connection;
        this.folder = folder;
    }

    static BenchNats start() throws IOException, InterruptedException, UnmeasurableException {
        Path folder = Files.createTempDirectory("jetcord-bench");
        NatsServerBinary binary = new NatsServerLocator(System.getenv(), folder)
                .locate()
                .orElseThrow(
                        () -> new UnmeasurableException("there is no nats-server; ./jetcord bench brings one along"));
        LocalNatsServer server = LocalNatsServer.start(binary, new NatsServerSettings("bench", 0, 0, folder));
        var connection = new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "bench");
        connection.awaitConnected();
        return new BenchNats(server, connection, folder);
    }

    NatsConnection connection() {
        return connection;
    }

    String url() {
        return server.url();
    }

    void stop() throws IOException {
        connection.close();
        server.close();
        Folders.delete(folder);
    }
}
