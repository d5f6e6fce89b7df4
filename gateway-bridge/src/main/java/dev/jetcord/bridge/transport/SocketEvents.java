package dev.jetcord.bridge.transport;

/** What a socket tells. Called on the HTTP client's threads, one call at a time for each socket. */
public interface SocketEvents {
    void opened();

    void connectFailed(String problem);

    /** A whole gateway message; the next one comes after {@link GatewaySocket#requestMessage}. */
    void message(byte[] message);

    /** Nothing after this can be read on the connection. */
    void broken(String problem);

    /**
     * The socket is closed; nothing follows.
     *
     * @param code 1006 where no close frame came
     */
    void closed(int code);
}
