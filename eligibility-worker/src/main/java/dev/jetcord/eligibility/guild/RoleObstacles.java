package dev.jetcord.eligibility.guild;

import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.directory.DirectoryMember;
import dev.jetcord.common.directory.DirectoryRole;
import dev.jetcord.common.wire.Snowflake;
import java.util.List;
import java.util.Optional;

/** Which roles of a guild the bot cannot give or take, and why (Discord, "Permissions", "Permission Hierarchy"). */
public final class RoleObstacles {
    private static final long ADMINISTRATOR = 1L << 3;
    private static final long MANAGE_ROLES = 1L << 28;

    private RoleObstacles() {}

    /** Whether the guild has the role, and not only had it. */
    public static boolean exists(DirectoryGuild guild, Snowflake role) {
        return find(guild, role).isPresent();
    }

    /** Why a rule can never grant the role, in words for an administrator. */
    public static Optional<String> forGood(DirectoryGuild guild, Snowflake role) {
        if (role.equals(guild.guildId())) {
            return Optional.of("@everyone is not given to anybody: every member has it.");
        }
        Optional<DirectoryRole> known = find(guild, role);
        if (known.isEmpty()) {
            return Optional.of("The server has no such role, or not any more.");
        }
        return known.get().managed()
                ? Optional.of("<@&" + role + "> belongs to an integration, which alone can give it.")
                : Optional.empty();
    }

    /** Why the bot cannot give or take the role as the guild is now; empty too where that is not known. */
    public static Optional<String> now(DirectoryGuild guild, Snowflake role) {
        Optional<String> forGood = forGood(guild, role);
        if (forGood.isPresent() || guild.bot().isEmpty()) {
            return forGood;
        }
        List<DirectoryRole> own = roles(guild, guild.bot().get());
        if (own.stream().noneMatch(RoleObstacles::mayManageRoles)) {
            return Optional.of("The bot lacks the permission Manage Roles.");
        }
        int highest = own.stream().mapToInt(DirectoryRole::position).max().orElse(0);
        boolean above =
                find(guild, role).filter(known -> known.position() >= highest).isPresent();
        return above
                ? Optional.of("<@&" + role + "> is not below the bot's own highest role. Move the bot's role above it"
                        + " in Server Settings, Roles.")
                : Optional.empty();
    }

    private static List<DirectoryRole> roles(DirectoryGuild guild, DirectoryMember bot) {
        return guild.roles().stream()
                .filter(role -> role.id().equals(guild.guildId()) || bot.roles().contains(role.id()))
                .toList();
    }

    private static boolean mayManageRoles(DirectoryRole role) {
        return (Long.parseUnsignedLong(role.permissions()) & (ADMINISTRATOR | MANAGE_ROLES)) != 0;
    }

    private static Optional<DirectoryRole> find(DirectoryGuild guild, Snowflake role) {
        return guild.roles().stream().filter(known -> known.id().equals(role)).findFirst();
    }
}
