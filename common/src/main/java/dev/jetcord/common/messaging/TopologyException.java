package dev.jetcord.common.messaging;

/** The declared topology could not be applied or read. The message says with what, why, and what to do. */
public final class TopologyException extends Exception {
    TopologyException(String message, Throwable cause) {
        super(message, cause);
    }

    public TopologyException(String message) {
        super(message);
    }
}
