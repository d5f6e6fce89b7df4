package dev.jetcord.event.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A member's row.
 *
 * @param here false for a tombstone, which has no roles
 * @param roles in the order of their ids
 */
record MemberRow(Key key, Version version, boolean here, List<Long> roles, Optional<Instant> joinedAt, boolean bot) {
    MemberRow {
        requireNonNull(key, "key");
        requireNonNull(version, "version");
        requireNonNull(joinedAt, "joinedAt");
        roles = List.copyOf(roles);
    }

    /** Whose row it is. */
    record Key(long guildId, long userId) {}
}
