package dev.jetcord.common.discord;

/** The error codes of Discord's REST API on which Jetcord acts (Discord, "Opcodes and Status Codes", JSON). */
public final class DiscordErrorCode {
    /** There was no code: the answer was not from Discord's API itself, or there was none. */
    public static final int NONE = 0;

    /** The bot is not in that guild. */
    public static final int UNKNOWN_GUILD = 10004;

    /** The user is not, or not any more, in that guild. */
    public static final int UNKNOWN_MEMBER = 10007;

    /** The message is gone: deleted, or an ephemeral one that its reader dismissed. */
    public static final int UNKNOWN_MESSAGE = 10008;

    /** The guild has no role of that id, or not any more. */
    public static final int UNKNOWN_ROLE = 10011;

    /** The account does not exist, or not any more. */
    public static final int UNKNOWN_USER = 10013;

    /** The interaction's token has expired, or was never acknowledged in time. */
    public static final int UNKNOWN_WEBHOOK = 10015;

    /** Nobody acknowledged the interaction within three seconds. */
    public static final int UNKNOWN_INTERACTION = 10062;

    /** A command of that id does not exist. */
    public static final int UNKNOWN_COMMAND = 10063;

    /** Somebody has acknowledged the interaction before. */
    public static final int ALREADY_ACKNOWLEDGED = 40060;

    /** The interaction's token is over its 15 minutes, or was never valid. */
    public static final int INVALID_WEBHOOK_TOKEN = 50027;

    private DiscordErrorCode() {}
}
