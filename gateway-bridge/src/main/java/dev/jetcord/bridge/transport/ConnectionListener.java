package dev.jetcord.bridge.transport;

import dev.jetcord.bridge.frame.Frame;

/** Hears what happens on a connection, one call at a time. Its methods must not block. */
public interface ConnectionListener {
    /** The socket is open. */
    void opened();

    /** The socket could not be opened; nothing else follows. */
    void connectFailed(String problem);

    /** Some bytes came over the wire, compressed as they were. */
    void bytes(int count);

    /** A message came. {@link GatewayConnection#processed} is owed for it. */
    void message(Frame frame);

    /** A message came that cannot be read. {@link GatewayConnection#processed} is owed for it. */
    void undecodable(String problem);

    /** The stream is broken; only {@link #closed} follows. */
    void broken(String problem);

    /** The socket is closed; 1006 where no close frame came. Nothing else follows. */
    void closed(int code);
}
