package dev.jetcord.common.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.util.List;
import java.util.Optional;

/**
 * Some members of a guild.
 *
 * @param members by user id
 * @param next what the next page comes after; absent on the last
 */
public record MemberPage(List<DirectoryMember> members, Optional<Snowflake> next) {
    public MemberPage {
        members = List.copyOf(members);
        requireNonNull(next, "next");
    }
}
