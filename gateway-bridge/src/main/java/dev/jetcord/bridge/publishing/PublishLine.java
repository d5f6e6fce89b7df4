package dev.jetcord.bridge.publishing;

/** The way to the server. What comes back goes to {@link PublishPipeline#stored} and {@link PublishPipeline#refused}. */
public interface PublishLine {
    /** Whether a publish can reach a server now. */
    boolean usable();

    /** Whether the server takes a message of this size. */
    boolean accepts(OutgoingEvent event);

    /**
     * Sends once, without waiting for the answer.
     *
     * @param token names the answer
     * @throws IllegalStateException when it cannot be sent now
     */
    void send(OutgoingEvent event, long token);
}
