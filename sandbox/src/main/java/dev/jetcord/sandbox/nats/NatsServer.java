package dev.jetcord.sandbox.nats;

/**
 * A running NATS server with JetStream whose life its user decides. The address stays the same over {@link #restart()}, and
 * so does what JetStream has stored. Not for use by several threads at once.
 */
public interface NatsServer extends AutoCloseable {
    /** Where clients connect, as {@code nats://host:port}. */
    String url();

    /** The server's version as it says itself, such as {@code 2.9.10}. */
    String version();

    /** Ends the server without a chance to say goodbye (SIGKILL). Does nothing when it does not run. */
    void kill();

    /** Ends the server in an orderly way (SIGTERM) and returns when it is gone. Does nothing when it does not run. */
    void stop();

    /** Starts the server again, after a stop if it still runs, and returns when it takes connections. */
    void restart();

    /** Ends the server for good and removes what was made for it only. */
    @Override
    void close();
}
