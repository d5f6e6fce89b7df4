package dev.jetcord.sandbox.gateway;

/** The way to one client. Thread-safe; no method blocks. */
interface Transport {

    /** Queues a payload that is no dispatch, in UTF-8, that nobody will change. */
    void send(byte[] payload);

    /** Queues a dispatch. A client that lets too many of them wait is cut off. */
    void send(Frame frame);

    /** Queues a dispatch that was missed; so many may wait as there are in a replay. */
    void replay(Frame frame);

    /** Sends what is queued, then closes. Nothing is sent after it. */
    void close(int code, String reason);

    /** Cuts the connection without a close frame. */
    void abort();
}
