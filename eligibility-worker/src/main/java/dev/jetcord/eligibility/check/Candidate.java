package dev.jetcord.eligibility.check;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryMember;
import dev.jetcord.common.wire.Snowflake;
import java.util.Optional;

/**
 * A user to check, and what the directory says of the user as a member.
 *
 * @param member absent when the directory has none
 * @param complete whether an absent member is certainly not in the guild
 */
public record Candidate(Snowflake user, Optional<DirectoryMember> member, boolean complete) {
    public Candidate {
        requireNonNull(user, "user");
        requireNonNull(member, "member");
    }

    /** A member of a page. */
    public static Candidate of(DirectoryMember member) {
        return new Candidate(member.userId(), Optional.of(member), true);
    }

    boolean left() {
        return member.isEmpty() && complete;
    }

    boolean isBot() {
        return member.filter(DirectoryMember::bot).isPresent();
    }
}
