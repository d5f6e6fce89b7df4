package dev.jetcord.sandbox.world;

/** Permission bits that the sandbox reads. Permissions, Bitwise Permission Flags. */
public final class Permissions {

    public static final long ADMINISTRATOR = 1L << 3;
    public static final long MANAGE_GUILD = 1L << 5;
    public static final long VIEW_CHANNEL = 1L << 10;
    public static final long SEND_MESSAGES = 1L << 11;
    public static final long EMBED_LINKS = 1L << 14;
    public static final long ATTACH_FILES = 1L << 15;
    public static final long READ_MESSAGE_HISTORY = 1L << 16;
    public static final long MANAGE_ROLES = 1L << 28;
    public static final long USE_APPLICATION_COMMANDS = 1L << 31;

    /** Every bit that Discord has defined. */
    public static final long ALL = (1L << 53) - 1;

    /** What {@code @everyone} may do in a new guild. */
    public static final long EVERYONE =
            VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | READ_MESSAGE_HISTORY | USE_APPLICATION_COMMANDS;

    private Permissions() {}

    /** Whether the bits hold all those that are needed; an administrator has every one. */
    public static boolean allow(long granted, long needed) {
        return (granted & ADMINISTRATOR) != 0 || (granted & needed) == needed;
    }
}
