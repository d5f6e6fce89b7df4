package dev.jetcord.bridge.transport;

import static java.util.Objects.requireNonNull;

import dev.jetcord.bridge.frame.FrameScanner;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/** Opens sockets with the JDK's WebSocket client. Thread-safe. */
public final class JdkGatewayTransport implements GatewayTransport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final FrameScanner scanner;

    public JdkGatewayTransport(HttpClient client, FrameScanner scanner) {
        this.client = requireNonNull(client, "client");
        this.scanner = requireNonNull(scanner, "scanner");
    }

    @Override
    public GatewayConnection connect(URI url, Compression compression, ConnectionListener listener) {
        MessageBuffer buffer = new MessageBuffer(MessageBuffer.DEFAULT_LIMIT);
        JdkGatewayConnection connection =
                new JdkGatewayConnection(compression.reader(buffer), buffer, scanner, listener);
        connection.opening(client.newWebSocketBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .buildAsync(compression.query(url), connection));
        return connection;
    }
}
