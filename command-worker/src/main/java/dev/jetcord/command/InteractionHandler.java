package dev.jetcord.command;

/**
 * Does what the user asked for and says so through the context, at least once. Runs on a virtual thread and may block; it
 * is interrupted when the service stops for longer than its budget.
 */
@FunctionalInterface
public interface InteractionHandler {
    /**
     * Handles it. A failure that may pass ({@link TryAgainException}, {@link java.io.IOException}, a timeout, Discord's own
     * failures) has it run again; any other exception shows the user a short text with a reference that the log has as well.
     */
    void handle(CommandContext context) throws Exception;
}
