package dev.jetcord.common.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;

/**
 * A role of a guild.
 *
 * @param position in the hierarchy; a member may manage only roles below the member's highest
 * @param managed whether an integration owns it, so that nobody can give or take it
 * @param permissions Discord's bit set, as a decimal string (Discord, "Permissions")
 */
public record DirectoryRole(Snowflake id, String name, int position, boolean managed, String permissions) {
    public DirectoryRole {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(permissions, "permissions");
    }
}
