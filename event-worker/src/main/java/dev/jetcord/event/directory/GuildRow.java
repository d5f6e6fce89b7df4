package dev.jetcord.event.directory;

import dev.jetcord.common.wire.Version;
import dev.jetcord.event.state.ShardKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A guild's row, changed in memory while its lock is held. Each fact keeps the version that said it and gives way only to a
 * newer one. Not thread-safe.
 */
final class GuildRow {
    static final Version NEVER = new Version(0, 0);

    private final long id;
    Version seen = NEVER;
    String name = "";
    long ownerId;
    Version created = NEVER;
    Optional<Instant> joinedAt = Optional.empty();
    int memberCount;
    Version left = NEVER;
    Optional<Instant> leftAt = Optional.empty();
    boolean available = true;
    Version availability = NEVER;
    Version rolesListed = NEVER;
    Version membersListed = NEVER;
    Version stale = NEVER;
    Optional<MemberRequest> request = Optional.empty();
    ShardKey shard = new ShardKey(0, 1);

    GuildRow(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    /** Whether the bot is in it, as far as is known. */
    boolean present() {
        return seen.compareTo(left) > 0;
    }

    /** Roles that are older are of no account. */
    Version roleFloor() {
        return later(left, rolesListed);
    }

    /** Members that are older are of no account. */
    Version memberFloor() {
        return later(left, membersListed);
    }

    /** Whether every member was known at some time since the bot is in it, so that one who is new has come since. */
    boolean wasComplete() {
        return membersListed.compareTo(left) > 0;
    }

    void see(Version version, String newName, long newOwner) {
        if (version.compareTo(seen) > 0) {
            seen = version;
            name = newName;
            ownerId = newOwner;
        }
    }

    void setAvailable(Version version, boolean newAvailable) {
        if (version.compareTo(availability) > 0) {
            availability = version;
            available = newAvailable;
        }
    }

    private static Version later(Version one, Version other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * A request for all members.
     *
     * @param at when it was made, or when the latest of its chunks came
     * @param lowest the lowest version of the chunks that came; members that are older than it are gone once all have come
     * @param chunks the indexes of those that came
     */
    record MemberRequest(String nonce, Instant at, Optional<Version> lowest, Set<Integer> chunks) {
        MemberRequest {
            chunks = Set.copyOf(chunks);
        }

        MemberRequest with(int chunk, Version version, Instant came) {
            Set<Integer> more = new TreeSet<>(chunks);
            more.add(chunk);
            Version least =
                    lowest.filter(other -> other.compareTo(version) <= 0).orElse(version);
            return new MemberRequest(nonce, came.isAfter(at) ? came : at, Optional.of(least), more);
        }
    }
}
