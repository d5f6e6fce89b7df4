package dev.jetcord.common.interaction;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a member may do, as far as it is a reason to let somebody use a command (Discord, "Permissions"). */
public enum Permission {
    KICK_MEMBERS(1),
    BAN_MEMBERS(2),
    /** Has every other one. */
    ADMINISTRATOR(3),
    MANAGE_CHANNELS(4),
    MANAGE_GUILD(5),
    VIEW_AUDIT_LOG(7),
    MANAGE_MESSAGES(13),
    MENTION_EVERYONE(17),
    MUTE_MEMBERS(22),
    DEAFEN_MEMBERS(23),
    MOVE_MEMBERS(24),
    MANAGE_NICKNAMES(27),
    MANAGE_ROLES(28),
    MANAGE_WEBHOOKS(29),
    MANAGE_GUILD_EXPRESSIONS(30),
    MANAGE_EVENTS(33),
    MANAGE_THREADS(34),
    MODERATE_MEMBERS(40);

    private final long bit;

    Permission(int position) {
        this.bit = 1L << position;
    }

    /** The bits of all of them together. */
    public static long bits(Collection<Permission> permissions) {
        return permissions.stream().mapToLong(permission -> permission.bit).reduce(0, (a, b) -> a | b);
    }

    /** Whether the bits hold this one. */
    boolean in(long bits) {
        return (bits & (bit | ADMINISTRATOR.bit)) != 0;
    }

    /** As Discord's client shows it, but for a few: {@code Manage Roles}. */
    public String label() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
