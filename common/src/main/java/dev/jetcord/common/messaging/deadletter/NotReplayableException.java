package dev.jetcord.common.messaging.deadletter;

/** What a letter was made of is gone, or of no use any more. The message says which, for an operator. */
final class NotReplayableException extends Exception {
    NotReplayableException(String message) {
        super(message);
    }
}
