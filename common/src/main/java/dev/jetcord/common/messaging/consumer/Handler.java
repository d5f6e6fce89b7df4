package dev.jetcord.common.messaging.consumer;

/** A worker's own work. Called on many threads at once, each a virtual thread that may block. */
@FunctionalInterface
public interface Handler<T> {
    /**
     * Handles one message. An exception counts as a passing failure: the message is tried again until the retry policy
     * gives it up. A handler that knows better says so by its outcome.
     */
    Outcome handle(Received<T> message) throws Exception;
}
