package dev.jetcord.sandbox.http;

import dev.jetcord.sandbox.gateway.Gateway;
import dev.jetcord.sandbox.gateway.GatewayUpgrade;
import dev.jetcord.sandbox.observation.Statistics;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. A request that waits holds a virtual thread, and none of the few that move bytes. */
public final class HttpFront implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpFront.class);

    private static final int BACKLOG = 1024;
    private static final Duration IDLE = Duration.ofMinutes(20);

    private final Server server;
    private final int port;

    private HttpFront(Server server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Listens.
     *
     * @throws IOException if the port is taken or the address is not of this machine
     */
    public static HttpFront start(
            String host,
            int port,
            Gateway gateway,
            Statistics statistics,
            Endpoint rest,
            Endpoint control,
            InstantSource clock)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory()));
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendDateHeader(false);
        configuration.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setHandler(new HttpHandler(new GatewayUpgrade(server, gateway, statistics), rest, control, clock));
        try {
            connector.open();
        } catch (IOException e) {
            throw new IOException(
                    "%s:%d can't be listened on (%s). Stop what uses it, or choose another SANDBOX_PORT."
                            .formatted(host, port, e.getMessage()),
                    e);
        }
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the HTTP server did not start: " + e.getMessage(), e);
        }
        log.info("The local Discord listens on http://{}:{}", host, connector.getLocalPort());
        return new HttpFront(server, connector.getLocalPort());
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("The HTTP server did not stop cleanly", e);
        }
    }
}
