package dev.jetcord.command.worker;

/** What came of an interaction. */
sealed interface CommandResult {
    /** The handler ran and answered. */
    record Answered() implements CommandResult {}

    /** No command of that name; the user was told. */
    record Unknown() implements CommandResult {}

    /** Nothing can be shown to the user any more. */
    record TooLate() implements CommandResult {}

    /**
     * The handler failed; the user was told, with the reference that the log has as well.
     *
     * @param reference a short id
     */
    record Failed(String reference, Throwable cause) implements CommandResult {}
}
