package dev.jetcord.bridge.transport;

/** One socket to the gateway. Thread-safe; no method blocks. */
public interface GatewayConnection {
    /** Sends a text message after those before it. */
    void send(String text);

    /** Begins the closing handshake. What still comes is dropped; {@link ConnectionListener#closed} follows. */
    void close(int code, String reason);

    /** Drops the socket. Nothing follows. */
    void abort();

    /** A message has been dealt with: another may come. */
    void processed();

    /** Nothing more is read, beyond the few messages that were asked for, until {@link #resumeReading}. */
    void pauseReading();

    /** Reading goes on. */
    void resumeReading();
}
