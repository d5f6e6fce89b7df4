package dev.jetcord.bridge.transport;

import java.net.URI;

/** Opens sockets to the gateway. */
@FunctionalInterface
public interface GatewayTransport {
    /**
     * Begins to open a socket and returns at once.
     *
     * @param url without query
     */
    GatewayConnection connect(URI url, ConnectionListener listener);
}
