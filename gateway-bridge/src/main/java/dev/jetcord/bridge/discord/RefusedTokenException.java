package dev.jetcord.bridge.discord;

/** Discord does not accept the bot's token. */
public final class RefusedTokenException extends Exception {
    public RefusedTokenException() {
        super("Discord answered GET /gateway/bot with 401: it does not accept the bot's token. Set DISCORD_TOKEN (or "
                + "DISCORD_TOKEN_FILE) to the token of the application's Bot page in the Developer Portal.");
    }
}
