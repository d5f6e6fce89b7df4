package dev.jetcord.event.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Version;
import dev.jetcord.event.directory.GuildRow.MemberRequest;
import dev.jetcord.event.state.ShardKey;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Table {@code guild}. Used within one transaction. */
final class GuildTable {
    /**
     * A guild that is spoken of for the first time begins as the newest READY of its shard left it: without it, it was left
     * then, and what is older is of no account (Discord, "Sharding": the shard of a guild).
     */
    private static final String BEGIN = """
            INSERT INTO guild (id, left_epoch, left_sequence, stale_epoch, stale_sequence)
            SELECT new.id, coalesce(absent.ready_epoch, 0), coalesce(absent.ready_sequence, 0),
                   coalesce(stale.stale_epoch, 0), coalesce(stale.stale_sequence, 0)
            FROM unnest(:ids) AS new (id)
            LEFT JOIN LATERAL (
                SELECT ready_epoch, ready_sequence FROM shard_session
                WHERE ((new.id >> 22) % shard_count) = shard_id AND NOT new.id = ANY (guilds)
                ORDER BY ready_epoch DESC, ready_sequence DESC LIMIT 1) AS absent ON true
            LEFT JOIN LATERAL (
                SELECT stale_epoch, stale_sequence FROM shard_session
                WHERE ((new.id >> 22) % shard_count) = shard_id
                ORDER BY stale_epoch DESC, stale_sequence DESC LIMIT 1) AS stale ON true
            WHERE NOT EXISTS (SELECT 1 FROM guild WHERE guild.id = new.id)
            ORDER BY new.id
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK = "SELECT * FROM guild WHERE id = ANY (:ids) ORDER BY id FOR UPDATE";

    private static final String SAVE = """
            UPDATE guild SET seen_epoch = :seenEpoch, seen_sequence = :seenSequence, name = :name, owner_id = :owner,
                created_epoch = :createdEpoch, created_sequence = :createdSequence, joined_at = :joinedAt,
                member_count = :memberCount, left_epoch = :leftEpoch, left_sequence = :leftSequence, left_at = :leftAt,
                available = :available, available_epoch = :availableEpoch, available_sequence = :availableSequence,
                roles_epoch = :rolesEpoch, roles_sequence = :rolesSequence,
                members_epoch = :membersEpoch, members_sequence = :membersSequence,
                request_nonce = :nonce, requested_at = :requestedAt, request_epoch = :requestEpoch,
                request_sequence = :requestSequence, request_chunks = :chunks,
                shard_id = :shardId, shard_count = :shardCount
            WHERE id = :id
            """;

    private final Handle handle;

    GuildTable(Handle handle) {
        this.handle = requireNonNull(handle, "handle");
    }

    /** Locks the guilds' rows, in the order of their ids, and makes those that are not there. */
    Map<Long, GuildRow> lock(Collection<Long> ids) {
        Set<Long> sorted = new TreeSet<>(ids);
        handle.createUpdate(BEGIN).bindArray("ids", Long.class, sorted).execute();
        Map<Long, GuildRow> rows = new TreeMap<>();
        handle.createQuery(LOCK)
                .bindArray("ids", Long.class, sorted)
                .map((row, context) -> read(row))
                .forEach(guild -> rows.put(guild.id(), guild));
        return rows;
    }

    void save(Collection<GuildRow> guilds) {
        if (guilds.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(SAVE);
        for (GuildRow guild : guilds) {
            bind(batch, guild);
            batch.add();
        }
        batch.execute();
    }

    private static void bind(PreparedBatch batch, GuildRow guild) {
        batch.bind("id", guild.id())
                .bind("name", guild.name)
                .bind("owner", guild.ownerId)
                .bind("joinedAt", guild.joinedAt.orElse(null))
                .bind("memberCount", guild.memberCount)
                .bind("leftAt", guild.leftAt.orElse(null))
                .bind("available", guild.available)
                .bind("nonce", guild.request.map(MemberRequest::nonce).orElse(null))
                .bind("requestedAt", guild.request.map(MemberRequest::at).orElse(null))
                .bindArray(
                        "chunks",
                        Integer.class,
                        guild.request.map(MemberRequest::chunks).orElse(Set.of()))
                .bind("shardId", guild.shard.id())
                .bind("shardCount", guild.shard.count());
        bind(batch, "seen", guild.seen);
        bind(batch, "created", guild.created);
        bind(batch, "left", guild.left);
        bind(batch, "available", guild.availability);
        bind(batch, "roles", guild.rolesListed);
        bind(batch, "members", guild.membersListed);
        bind(batch, "request", guild.request.flatMap(MemberRequest::lowest).orElse(GuildRow.NEVER));
    }

    private static void bind(PreparedBatch batch, String name, Version version) {
        batch.bind(name + "Epoch", version.epoch()).bind(name + "Sequence", version.sequence());
    }

    private static GuildRow read(ResultSet row) throws SQLException {
        GuildRow guild = new GuildRow(row.getLong("id"));
        guild.seen = version(row, "seen");
        guild.name = row.getString("name");
        guild.ownerId = row.getLong("owner_id");
        guild.created = version(row, "created");
        guild.joinedAt = instant(row.getTimestamp("joined_at"));
        guild.memberCount = row.getInt("member_count");
        guild.left = version(row, "left");
        guild.leftAt = instant(row.getTimestamp("left_at"));
        guild.available = row.getBoolean("available");
        guild.availability = version(row, "available");
        guild.rolesListed = version(row, "roles");
        guild.membersListed = version(row, "members");
        guild.stale = version(row, "stale");
        guild.shard = new ShardKey(row.getInt("shard_id"), row.getInt("shard_count"));
        String nonce = row.getString("request_nonce");
        if (nonce != null) {
            Version lowest = version(row, "request");
            guild.request = Optional.of(new MemberRequest(
                    nonce,
                    instant(row.getTimestamp("requested_at")).orElse(Instant.EPOCH),
                    lowest.equals(GuildRow.NEVER) ? Optional.empty() : Optional.of(lowest),
                    Set.copyOf(integers(row.getArray("request_chunks")))));
        }
        return guild;
    }

    private static Version version(ResultSet row, String name) throws SQLException {
        return new Version(row.getLong(name + "_epoch"), row.getLong(name + "_sequence"));
    }

    private static Optional<Instant> instant(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }

    private static List<Integer> integers(Array array) throws SQLException {
        return Arrays.asList((Integer[]) array.getArray());
    }
}
