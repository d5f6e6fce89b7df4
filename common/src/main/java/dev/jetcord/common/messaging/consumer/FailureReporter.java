package dev.jetcord.common.messaging.consumer;

/** Tells whoever waits for a message's result that it failed. Called on many threads at once; may block. */
@FunctionalInterface
public interface FailureReporter {
    /** For messages that nobody waits for. */
    FailureReporter NONE = (body, failure) -> {};

    /**
     * Tells it. What it throws is logged and changes nothing about the message's settlement.
     *
     * @param body the message's body as it came, which may not be decodable
     */
    void report(byte[] body, Failure failure);
}
