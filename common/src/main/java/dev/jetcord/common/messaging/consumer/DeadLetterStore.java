package dev.jetcord.common.messaging.consumer;

import java.io.IOException;

/** Keeps what could not be processed. */
@FunctionalInterface
interface DeadLetterStore {
    /**
     * Stores a letter and returns when it is safe. Storing the same again is no second letter.
     *
     * @throws IOException when it is not stored
     */
    void store(IncomingMessage message, Failure failure) throws IOException;
}
