package dev.jetcord.bridge.transport;

import java.net.URI;

/** Opens sockets to the gateway. */
@FunctionalInterface
public interface GatewayTransport {
    /**
     * Begins to open a socket and returns at once.
     *
     * @param url without query
     * @param compression how Discord is to compress what it sends
     */
    GatewayConnection connect(URI url, Compression compression, ConnectionListener listener);
}
