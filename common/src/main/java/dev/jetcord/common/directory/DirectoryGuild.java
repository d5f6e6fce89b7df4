package dev.jetcord.common.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.util.List;
import java.util.Optional;

/**
 * A guild that the bot is in.
 *
 * @param memberCount as Discord said it last, counted on with every member who came or left since
 * @param available false while Discord has an outage there
 * @param membersComplete whether every member is known; otherwise a member who is not in the directory may be in the guild
 * @param bot the bot's own member, once it is known
 * @param roles all of them, {@code @everyone} too, by position and then id
 */
public record DirectoryGuild(
        Snowflake guildId,
        String name,
        Snowflake ownerId,
        int memberCount,
        boolean available,
        boolean membersComplete,
        Optional<DirectoryMember> bot,
        List<DirectoryRole> roles) {
    public DirectoryGuild {
        requireNonNull(guildId, "guildId");
        requireNonNull(name, "name");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(bot, "bot");
        roles = List.copyOf(roles);
    }
}
