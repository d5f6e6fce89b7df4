package dev.jetcord.sandbox.gateway;

/** The way to one client. Thread-safe; no method blocks. */
public interface Transport {

    /** Queues a payload, in UTF-8, that nobody will change. A client that is too slow is cut off. */
    void send(byte[] payload);

    /** Sends what is queued, then closes. Nothing is sent after it. */
    void close(int code, String reason);

    /** Cuts the connection without a close frame. */
    void abort();
}
