package dev.jetcord.common.discord;

import dev.jetcord.common.wire.Snowflake;

/**
 * Gives members of a guild roles and takes them away (Discord, "Guild", "Add Guild Member Role"). Doing either twice does no
 * harm. Every method blocks, at most for a minute, and waits for rate limits within it. Thread-safe.
 */
public interface MemberRoleApi {
    /**
     * Gives a role.
     *
     * @param reason what the guild's audit log says; at most 512 characters
     * @throws DiscordException with status 403 when the bot may not give this role, code 10007 when the user is not in the
     *     guild, 10011 when there is no such role
     */
    void add(Snowflake guild, Snowflake user, Snowflake role, String reason)
            throws DiscordException, InterruptedException;

    /** Takes a role away; likewise. */
    void remove(Snowflake guild, Snowflake user, Snowflake role, String reason)
            throws DiscordException, InterruptedException;
}
