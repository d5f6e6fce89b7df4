package dev.jetcord.e2e.bench;

/** What was to be measured did not do its work. The message says what went wrong. */
final class UnmeasurableException extends Exception {
    UnmeasurableException(String message) {
        super(message);
    }
}
