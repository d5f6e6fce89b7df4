package dev.jetcord.event.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Version;
import dev.jetcord.event.state.ShardKey;
import dev.jetcord.event.state.StateEvent.SessionBegan;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Table {@code shard_session}, and what a session's begin and loss say of all guilds of its shard. Used within one transaction
 * that no other change of the directory runs beside.
 */
final class SessionTable {
    private static final String BEGAN = """
            INSERT INTO shard_session (shard_id, shard_count, ready_epoch, ready_sequence, guilds, bot_id)
            VALUES (:shard, :count, :epoch, :sequence, :guilds, :bot)
            ON CONFLICT (shard_count, shard_id) DO UPDATE SET ready_epoch = excluded.ready_epoch,
                ready_sequence = excluded.ready_sequence, guilds = excluded.guilds, bot_id = excluded.bot_id
            WHERE (excluded.ready_epoch, excluded.ready_sequence) > (shard_session.ready_epoch, shard_session.ready_sequence)
            """;

    private static final String STALE = """
            INSERT INTO shard_session (shard_id, shard_count, stale_epoch, stale_sequence)
            VALUES (:shard, :count, :epoch, :sequence)
            ON CONFLICT (shard_count, shard_id) DO UPDATE SET stale_epoch = excluded.stale_epoch,
                stale_sequence = excluded.stale_sequence
            WHERE (excluded.stale_epoch, excluded.stale_sequence) > (shard_session.stale_epoch, shard_session.stale_sequence)
            """;

    private static final String STALE_GUILDS = """
            UPDATE guild SET stale_epoch = :epoch, stale_sequence = :sequence
            WHERE ((id >> 22) % :count) = :shard AND (stale_epoch, stale_sequence) < (:epoch, :sequence)
            """;

    private static final String ABSENT = """
            WITH absent AS (
                SELECT id, (seen_epoch, seen_sequence) > (left_epoch, left_sequence)
                    AND (seen_epoch, seen_sequence) < (:epoch, :sequence) AS was_present
                FROM guild
                WHERE ((id >> 22) % :count) = :shard AND NOT id = ANY (:guilds)
                    AND (left_epoch, left_sequence) < (:epoch, :sequence)
                ORDER BY id FOR UPDATE)
            UPDATE guild SET left_epoch = :epoch, left_sequence = :sequence, left_at = :at
            FROM absent WHERE guild.id = absent.id
            RETURNING CASE WHEN absent.was_present THEN guild.id END
            """;

    private final Handle handle;

    SessionTable(Handle handle) {
        this.handle = requireNonNull(handle, "handle");
    }

    /** A session began; the guilds that were left while nobody looked. */
    List<Long> began(SessionBegan session, Version version, Instant at) {
        of(session.shard(), version, BEGAN)
                .bindArray("guilds", Long.class, new TreeSet<>(session.guilds()))
                .bind("bot", session.botId())
                .execute();
        List<Long> left = handle.createQuery(ABSENT)
                .bind("shard", session.shard().id())
                .bind("count", session.shard().count())
                .bind("epoch", version.epoch())
                .bind("sequence", version.sequence())
                .bind("at", at)
                .bindArray("guilds", Long.class, new TreeSet<>(session.guilds()))
                .mapTo(Long.class)
                .filter(id -> id != null)
                .list();
        stale(session.shard(), version);
        return left;
    }

    /** Events may have been missed up to here. */
    void stale(ShardKey shard, Version version) {
        of(shard, version, STALE).execute();
        of(shard, version, STALE_GUILDS).execute();
    }

    private Update of(ShardKey shard, Version version, String sql) {
        return handle.createUpdate(sql)
                .bind("shard", shard.id())
                .bind("count", shard.count())
                .bind("epoch", version.epoch())
                .bind("sequence", version.sequence());
    }
}
