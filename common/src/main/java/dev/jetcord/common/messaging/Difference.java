package dev.jetcord.common.messaging;

/**
 * Something on the server that is not as declared.
 *
 * @param what the stream, consumer or bucket
 * @param message what differs, with both values
 */
public record Difference(String what, String message) {
    @Override
    public String toString() {
        return what + ": " + message;
    }
}
