package dev.jetcord.common.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A member of a guild.
 *
 * @param roles which the guild has and the member holds, without {@code @everyone}; in the order of their ids
 * @param joinedAt when the user came to the guild, where Discord says so
 * @param bot whether the user is a bot
 * @param version of the event that said so
 */
public record DirectoryMember(
        Snowflake userId, List<Snowflake> roles, Optional<Instant> joinedAt, boolean bot, Version version) {
    public DirectoryMember {
        requireNonNull(userId, "userId");
        requireNonNull(joinedAt, "joinedAt");
        requireNonNull(version, "version");
        roles = List.copyOf(roles);
    }
}
