package dev.jetcord.common.wire;

/**
 * A message breaks the contract: its headers or its body cannot be decoded, or hold values that the contract forbids.
 * Delivering it again would not help. The message names the field and never holds a value that a user typed.
 */
public final class InvalidMessageException extends Exception {
    public InvalidMessageException(String message) {
        super(message);
    }

    public InvalidMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
