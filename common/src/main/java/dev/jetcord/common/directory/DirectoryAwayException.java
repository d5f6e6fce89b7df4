package dev.jetcord.common.directory;

/** The directory did not answer, or could not: its database may be away. Nothing is said about what was asked. */
public final class DirectoryAwayException extends Exception {
    /** @param message why, for operators */
    public DirectoryAwayException(String message) {
        super(message);
    }

    DirectoryAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
