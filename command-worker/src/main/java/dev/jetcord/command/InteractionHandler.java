package dev.jetcord.command;

/**
 * Does what the user asked for and says so through the context, at least once. Runs on a virtual thread and may block; it
 * is interrupted when the service stops for longer than its budget.
 */
@FunctionalInterface
public interface InteractionHandler {
    /** An exception of any kind shows the user a short text with a reference that the log has as well. */
    void handle(CommandContext context) throws Exception;
}
