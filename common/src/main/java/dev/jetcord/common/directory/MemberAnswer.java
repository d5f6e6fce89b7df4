package dev.jetcord.common.directory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is known of a member.
 *
 * @param member absent when the directory has none
 * @param complete whether an absent member is not in the guild. Otherwise nobody knows: the guild's members are still being
 *     read, or the guild itself is unknown.
 */
public record MemberAnswer(Optional<DirectoryMember> member, boolean complete) {
    public MemberAnswer {
        requireNonNull(member, "member");
    }
}
