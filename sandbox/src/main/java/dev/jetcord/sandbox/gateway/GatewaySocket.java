package dev.jetcord.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.sandbox.observation.Statistics;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins a Jetty WebSocket to a {@link GatewayConnection}. Public only because Jetty calls it by reflection. */
public final class GatewaySocket implements Session.Listener.AutoDemanding {

    private static final Logger log = LoggerFactory.getLogger(GatewaySocket.class);

    private final Gateway gateway;
    private final ConnectionParameters parameters;
    private final Statistics statistics;
    private @Nullable WebSocketTransport transport;
    private @Nullable GatewayConnection connection;

    GatewaySocket(Gateway gateway, ConnectionParameters parameters, Statistics statistics) {
        this.gateway = gateway;
        this.parameters = parameters;
        this.statistics = statistics;
    }

    @Override
    public void onWebSocketOpen(Session socket) {
        WebSocketTransport opened = new WebSocketTransport(socket, parameters.compression(), statistics);
        opened.start();
        transport = opened;
        connection = gateway.connect(parameters, opened);
    }

    @Override
    public void onWebSocketText(String message) {
        GatewayConnection open = connection;
        if (open != null) {
            open.receive(message);
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        onWebSocketText(UTF_8.decode(payload).toString());
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        log.debug("A gateway connection failed", cause);
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        log.debug("A gateway connection closed: {} {}", code, reason);
        if (transport != null) {
            transport.stop();
        }
        if (connection != null) {
            gateway.closed(connection, code);
        }
        callback.succeed();
    }
}
