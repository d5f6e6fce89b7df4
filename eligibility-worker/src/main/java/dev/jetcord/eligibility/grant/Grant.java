package dev.jetcord.eligibility.grant;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.time.Instant;

/**
 * A role that we gave a member, or took.
 *
 * @param decidedAt when the facts were read that decided it, by the database's clock
 */
public record Grant(Snowflake user, Snowflake role, State state, Instant decidedAt) {
    /** How far it has come. */
    public enum State {
        /** It was decided, and Discord may have been asked. */
        GRANTING,
        GRANTED,
        /** It was decided, and Discord may have been asked. */
        REMOVING,
        /** Kept for a day: the directory may not know it yet. */
        REMOVED
    }

    public Grant {
        requireNonNull(user, "user");
        requireNonNull(role, "role");
        requireNonNull(state, "state");
        requireNonNull(decidedAt, "decidedAt");
    }
}
