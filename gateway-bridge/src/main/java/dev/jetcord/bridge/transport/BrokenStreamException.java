package dev.jetcord.bridge.transport;

/** The compressed stream of a connection cannot be read any further. */
final class BrokenStreamException extends Exception {
    BrokenStreamException(String message) {
        super(message);
    }
}
