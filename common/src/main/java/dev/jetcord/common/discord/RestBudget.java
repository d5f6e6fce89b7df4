package dev.jetcord.common.discord;

import java.time.Instant;

/** What may still be asked of Discord with the bot's token. Thread-safe. */
@FunctionalInterface
public interface RestBudget {
    /**
     * Waits until one more request may be sent, and counts it as sent.
     *
     * @param deadline until when to wait
     * @throws DiscordException of kind {@link DiscordException.Kind#RATE_LIMITED} when there is none by then, or when so many
     *     requests were refused that none should be sent for now
     */
    void take(Instant deadline) throws DiscordException, InterruptedException;
}
