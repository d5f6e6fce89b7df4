package dev.jetcord.common.messaging;

/**
 * Something on the server that is not as declared.
 *
 * @param what the stream, consumer or bucket
 * @param message what differs, with both values
 * @param absent whether it does not exist at all
 */
public record Difference(String what, String message, boolean absent) {
    /** Something that exists and is not as declared. */
    public Difference(String what, String message) {
        this(what, message, false);
    }

    static Difference absent(String what) {
        return new Difference(what, "does not exist; run provision", true);
    }

    @Override
    public String toString() {
        return what + ": " + message;
    }
}
