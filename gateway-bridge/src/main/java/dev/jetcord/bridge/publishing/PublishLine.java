package dev.jetcord.bridge.publishing;

/** The way to the server. What comes back goes to {@link PublishPipeline#stored} and {@link PublishPipeline#refused}. */
public interface PublishLine {
    /** Whether a publish can reach a server now. */
    boolean usable();

    /** Whether the server takes a message of this size. Known once a server was reached. */
    boolean accepts(OutgoingEvent event);

    /**
     * Sends once, without waiting for the answer.
     *
     * @param token names the answer
     * @throws IllegalStateException when it cannot be sent now
     * @throws IllegalArgumentException when it can never be sent
     */
    void send(OutgoingEvent event, long token);
}
