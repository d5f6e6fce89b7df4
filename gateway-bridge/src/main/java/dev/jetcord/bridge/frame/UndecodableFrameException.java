package dev.jetcord.bridge.frame;

/** A gateway message is not what Discord documents. The message says what was wrong and never holds any of its text. */
public final class UndecodableFrameException extends Exception {
    public UndecodableFrameException(String message) {
        super(message);
    }
}
