package dev.jetcord.eligibility.schedule;

import dev.jetcord.common.eligibility.CheckReason;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.sql.Columns;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * Which members are checked when. A change that asks for checks writes them here in its own transaction, so that none is lost
 * and none follows a change that was rolled back; {@link Scheduler} publishes what is due.
 */
public final class Schedule {
    /** With more guilds than this, only those are checked at once in which the user was seen; the others at their next sync. */
    private static final int MAX_GUILDS = 1000;

    private Schedule() {}

    /** A check that is due. */
    record Due(Snowflake guild, Snowflake user, Instant dueAt, CheckReason reason) {}

    /** Asks for a check of a user in every guild with rules, since a wallet came or went. */
    public static void askForUser(Handle handle, Snowflake user) {
        handle.createUpdate("""
                        INSERT INTO schedule (guild_id, user_id, due_at, reason)
                        SELECT guild_id, :user, now(), :reason FROM (
                            SELECT guild_id FROM schedule WHERE user_id = :user
                            UNION SELECT guild_id FROM grants WHERE user_id = :user
                            UNION (SELECT DISTINCT guild_id FROM rules WHERE enabled
                                AND (SELECT count(DISTINCT guild_id) FROM rules) <= :most)
                        ) AS known
                        ON CONFLICT (guild_id, user_id) DO UPDATE SET due_at = now(), reason = excluded.reason
                        """)
                .bind("user", user.value())
                .bind("reason", token(CheckReason.WALLET_LINKED))
                .bind("most", MAX_GUILDS)
                .execute();
    }

    /** Asks for a check of everybody to whom we gave a role. */
    public static void askForHolders(Handle handle, Snowflake guild, Snowflake role) {
        handle.createUpdate("""
                        INSERT INTO schedule (guild_id, user_id, due_at, reason)
                        SELECT guild_id, user_id, now(), :reason FROM grants
                        WHERE guild_id = :guild AND role_id = :role AND state <> 'removed'
                        ON CONFLICT (guild_id, user_id) DO UPDATE SET due_at = now(), reason = excluded.reason
                        """)
                .bind("guild", guild.value())
                .bind("role", role.value())
                .bind("reason", token(CheckReason.SCHEDULED))
                .execute();
    }

    /**
     * Puts members down for their next check, each at a moment of its own between half of {@code interval} and one and a half:
     * who was checked together is not checked together again. A check that is asked for sooner stays.
     */
    public static void plan(Handle handle, Snowflake guild, Collection<Snowflake> users, Duration interval) {
        if (users.isEmpty()) {
            return;
        }
        // Of the checks that lie ahead, only those of time may be moved.
        handle.createUpdate("""
                        INSERT INTO schedule (guild_id, user_id, due_at, reason)
                        SELECT :guild, id, now() + make_interval(secs => :seconds * (0.5
                            + (hashint8extended(id # :guild, extract(epoch FROM now())::bigint) & 1048575) / 1048576.0)),
                            :reason
                        FROM unnest(:users) AS id
                        ON CONFLICT (guild_id, user_id) DO UPDATE SET due_at = excluded.due_at, reason = excluded.reason
                        WHERE schedule.due_at > now()
                        """)
                .bind("guild", guild.value())
                .bindBySqlType("users", Columns.ids(users), Types.ARRAY)
                .bind("seconds", interval.toMillis() / 1000.0)
                .bind("reason", token(CheckReason.SCHEDULED))
                .execute();
    }

    /** Takes members off, of whom nothing can change but by an event or a sync. */
    public static void drop(Handle handle, Snowflake guild, Collection<Snowflake> users) {
        handle.createUpdate("DELETE FROM schedule WHERE guild_id = :guild AND user_id = ANY(:users) AND due_at > now()")
                .bind("guild", guild.value())
                .bindBySqlType("users", Columns.ids(users), Types.ARRAY)
                .execute();
    }

    /**
     * Takes what is due, which nobody else takes meanwhile. The check that follows plans the next one; should it never be made,
     * another is due after {@code fallback}.
     */
    static List<Due> take(Handle handle, int limit, Duration fallback) {
        return handle.createQuery("""
                        WITH due AS (
                            SELECT guild_id, user_id, due_at, reason FROM schedule WHERE due_at <= now()
                            ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                        UPDATE schedule SET due_at = now() + make_interval(secs => :fallback), reason = :reason
                        FROM due WHERE schedule.guild_id = due.guild_id AND schedule.user_id = due.user_id
                        RETURNING due.guild_id, due.user_id, due.due_at, due.reason
                        """)
                .bind("limit", limit)
                .bind("fallback", fallback.toMillis() / 1000.0)
                .bind("reason", token(CheckReason.SCHEDULED))
                .map((row, _) -> new Due(
                        Columns.id(row, "guild_id"),
                        Columns.id(row, "user_id"),
                        Columns.time(row, "due_at"),
                        CheckReason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT))))
                .list();
    }

    private static String token(CheckReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
