package dev.jetcord.testkit;

import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.TopologyException;
import dev.jetcord.testing.TestNats;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A real NATS server with every stream, consumer and bucket that {@code provision} makes, and a connection to it, for one test or one
 * test class:
 *
 * <pre>{@code
 * try (var nats = ProvisionedNats.start()) {
 *     var bucket = new KeyValueBucket(nats.connection(), Topology.RULES_BUCKET);
 * }
 * }</pre>
 */
public final class ProvisionedNats implements AutoCloseable {
    private final TestNats server = TestNats.start();
    private final NatsConnection connection =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");

    private ProvisionedNats() {
        try {
            connection.awaitConnected();
            new Provisioner(connection, 1).apply();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (IOException | TopologyException failed) {
            close();
            throw new IllegalStateException("a test's NATS server cannot be provisioned", failed);
        }
    }

    /** Starts it. */
    public static ProvisionedNats start() {
        return new ProvisionedNats();
    }

    /** The server, which may be stopped, killed and restarted. */
    public TestNats server() {
        return server;
    }

    /** What {@code NATS_URL} would be. */
    public String url() {
        return server.url();
    }

    public NatsConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
