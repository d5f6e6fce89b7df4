package dev.jetcord.launcher.fleet;

/** The fleet can't do what was asked for. The message says what is wrong and what to do. */
public final class FleetException extends Exception {
    public FleetException(String message) {
        super(message);
    }

    public FleetException(String message, Throwable cause) {
        super(message, cause);
    }
}
