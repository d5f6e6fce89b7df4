package dev.jetcord.eligibility.grant;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.time.Instant;

/**
 * A role to give or take.
 *
 * @param add whether it is given
 * @param decidedAt when the facts were read, by the database's clock
 * @param reason for the guild's audit log
 */
public record RoleChange(
        Snowflake guild, Snowflake user, Snowflake role, boolean add, Instant decidedAt, String reason) {
    public RoleChange {
        requireNonNull(guild, "guild");
        requireNonNull(user, "user");
        requireNonNull(role, "role");
        requireNonNull(decidedAt, "decidedAt");
        requireNonNull(reason, "reason");
    }

    /** What becomes of a change. */
    public enum Result {
        DONE,
        /** A later decision stands. */
        SUPERSEDED,
        /** Discord does not let us, or has no such role any more, and an administrator must act. */
        REFUSED,
        /** The member, the guild, or a role that was to be taken is gone. */
        GONE,
        /** It failed for a passing reason. */
        LATER
    }
}
