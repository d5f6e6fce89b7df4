package dev.jetcord.eligibility.sync;

import dev.jetcord.common.eligibility.Questions.SyncStart;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.sync.SyncRow.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Syncs in the database. Each call is part of its caller's transaction. */
final class SyncStore {
    /** Longer than a page may take. A message stays in its queue until it is done, so this is only for one that was given up. */
    private static final String SILENCE = "interval '45 minutes'";

    private static final String LEFT = "gone_since < now() - interval '30 days'";

    private SyncStore() {}

    static Optional<SyncRow> last(Handle handle, Snowflake guild) {
        return handle.createQuery("SELECT * FROM syncs WHERE guild_id = :guild ORDER BY id DESC LIMIT 1")
                .bind("guild", guild.value())
                .map((row, _) -> SyncRow.read(row))
                .findOne();
    }

    static Optional<SyncRow> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM syncs WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> SyncRow.read(row))
                .findOne();
    }

    /**
     * Begins one, unless one runs. One that shows its progress begins a moment later, so that the command's own answer is there
     * before what it becomes.
     *
     * @return whether it did
     */
    static boolean start(Handle handle, Snowflake guild, Optional<SyncStart> asked) {
        return bind(handle.createUpdate("""
                                INSERT INTO syncs (guild_id, interaction_id, interaction_token, touched_at)
                                VALUES (:guild, :interaction, :token,
                                    CASE WHEN :shown THEN now() - %s + interval '2 seconds' ELSE 'epoch' END)
                                ON CONFLICT DO NOTHING
                                """.formatted(SILENCE)), guild, asked).execute() == 1;
    }

    /** Has the one that runs show its progress to who asks now, unless it shows it to somebody else. */
    static void showTo(Handle handle, SyncStart asked) {
        bind(handle.createUpdate("""
                        UPDATE syncs SET interaction_id = :interaction, interaction_token = :token
                        WHERE guild_id = :guild AND finished_at IS NULL AND interaction_token IS NULL AND :shown
                        """), asked.guildId(), Optional.of(asked)).execute();
    }

    private static Update bind(Update update, Snowflake guild, Optional<SyncStart> asked) {
        Optional<SyncStart> shown =
                asked.filter(start -> start.interactionToken().isPresent());
        return update.bind("guild", guild.value())
                .bind("shown", shown.isPresent())
                .bind(
                        "interaction",
                        shown.map(start -> Snowflake.parse(start.messageId()).value())
                                .orElse(null))
                .bind("token", shown.flatMap(SyncStart::interactionToken).orElse(null));
    }

    /** Begins the syncs whose time has come, and puts their guilds down for the next, each at a moment of its own. */
    static void startDue(Handle handle, Duration interval, int limit) {
        List<Snowflake> due = handle.createQuery("""
                        UPDATE guilds SET next_sync_at = now() + make_interval(secs => :seconds * (0.5
                            + (hashint8extended(guild_id, extract(epoch FROM now())::bigint) & 1048575) / 1048576.0))
                        WHERE guild_id IN (
                            SELECT guild_id FROM guilds WHERE next_sync_at <= now()
                                AND NOT EXISTS (SELECT FROM syncs
                                    WHERE syncs.guild_id = guilds.guild_id AND finished_at IS NULL)
                            LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING guild_id
                        """)
                .bind("seconds", interval.toSeconds())
                .bind("limit", limit)
                .mapTo(Long.class)
                .map(Snowflake::new)
                .list();
        due.forEach(guild -> start(handle, guild, Optional.empty()));
    }

    /** Syncs for which no message is under way, as far as can be told. They count as touched. */
    static List<SyncRow> silent(Handle handle, int limit) {
        return handle.createQuery("""
                        UPDATE syncs SET touched_at = now() WHERE id IN (
                            SELECT id FROM syncs WHERE finished_at IS NULL AND touched_at < now() - %s
                            LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """.formatted(SILENCE))
                .bind("limit", limit)
                .map((row, _) -> SyncRow.read(row))
                .list();
    }

    /** Notes a page as done. Returns the sync as it then stands; empty when somebody else has done the page. */
    static Optional<SyncRow> advance(
            Handle handle, SyncRow sync, Counts page, Optional<Snowflake> next, Optional<Long> total) {
        return handle.createQuery("""
                        UPDATE syncs SET page = page + 1, after_user = :after, total = coalesce(:total, total),
                            checked = checked + :checked, granted = granted + :granted, removed = removed + :removed,
                            unknown = unknown + :unknown, touched_at = now(),
                            finished_at = CASE WHEN :more THEN NULL ELSE now() END
                        WHERE id = :id AND page = :page AND finished_at IS NULL RETURNING *
                        """)
                .bind("id", sync.id())
                .bind("page", sync.page())
                .bind("after", next.map(Snowflake::value).orElse(null))
                .bind("more", next.isPresent())
                .bind("total", total.orElse(null))
                .bind("checked", page.checked())
                .bind("granted", page.granted())
                .bind("removed", page.removed())
                .bind("unknown", page.unknown())
                .map((row, _) -> SyncRow.read(row))
                .findOne();
    }

    /** Notes whether the bot is in the guild: one that it has left for long is forgotten. */
    static void present(Handle handle, Snowflake guild, boolean present) {
        handle.createUpdate("""
                        UPDATE guilds SET gone_since = CASE WHEN :present THEN NULL ELSE coalesce(gone_since, now()) END
                        WHERE guild_id = :guild
                        """)
                .bind("present", present)
                .bind("guild", guild.value())
                .execute();
    }

    static void forgetToken(Handle handle, SyncRow sync) {
        handle.createUpdate("UPDATE syncs SET interaction_token = NULL WHERE id = :id")
                .bind("id", sync.id())
                .execute();
    }

    /** Removes what nobody asks for any more, tokens that are too old to be of use, and guilds that the bot has left for long. */
    static void expire(Handle handle) {
        for (String table : List.of("rules", "grants", "schedule", "syncs", "problems")) {
            handle.execute(
                    "DELETE FROM " + table + " WHERE guild_id IN (SELECT guild_id FROM guilds WHERE " + LEFT + ")");
        }
        handle.execute("UPDATE guilds SET published = false, gone_since = NULL WHERE " + LEFT);
        handle.execute("DELETE FROM syncs WHERE finished_at < now() - interval '30 days'");
        handle.execute("UPDATE syncs SET interaction_token = NULL"
                + " WHERE interaction_token IS NOT NULL AND started_at < now() - interval '15 minutes'");
    }
}
