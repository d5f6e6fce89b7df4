package dev.jetcord.sandbox.nats;

/** A local NATS server can't be found, did not start or did not stop. The message says what happened and what to do. */
public final class NatsServerException extends RuntimeException {
    public NatsServerException(String message) {
        super(message);
    }

    public NatsServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
