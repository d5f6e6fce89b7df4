package dev.jetcord.eligibility.rulebook;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.rule.RuleExpression;
import dev.jetcord.eligibility.rule.RuleFormatException;
import dev.jetcord.eligibility.rule.RuleJson;
import dev.jetcord.eligibility.sql.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rules in the database. Each call is part of its caller's transaction. */
public final class RuleStore {
    private static final String COLUMNS = "guild_id, name, role_id, expression, enabled";

    private RuleStore() {}

    /** A guild's rules, enabled or not, by name. */
    public static List<StoredRule> of(Handle handle, Snowflake guild) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM rules WHERE guild_id = :guild ORDER BY lower(name)")
                .bind("guild", guild.value())
                .map((row, _) -> rule(row))
                .list();
    }

    static Optional<StoredRule> find(Handle handle, Snowflake guild, String name) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM rules WHERE guild_id = :guild AND lower(name) = lower(:name) FOR UPDATE")
                .bind("guild", guild.value())
                .bind("name", name)
                .map((row, _) -> rule(row))
                .findOne();
    }

    static boolean add(Handle handle, StoredRule rule) {
        return handle.createUpdate("""
                                INSERT INTO rules (guild_id, name, role_id, expression)
                                VALUES (:guild, :name, :role, :expression) ON CONFLICT DO NOTHING
                                """)
                        .bind("guild", rule.guild().value())
                        .bind("name", rule.name())
                        .bind("role", rule.role().value())
                        .bind("expression", RuleJson.write(rule.expression()))
                        .execute()
                == 1;
    }

    static void remove(Handle handle, StoredRule rule) {
        handle.createUpdate("DELETE FROM rules WHERE guild_id = :guild AND name = :name")
                .bind("guild", rule.guild().value())
                .bind("name", rule.name())
                .execute();
    }

    static void enable(Handle handle, StoredRule rule, boolean enabled) {
        handle.createUpdate("UPDATE rules SET enabled = :enabled WHERE guild_id = :guild AND name = :name")
                .bind("guild", rule.guild().value())
                .bind("name", rule.name())
                .bind("enabled", enabled)
                .execute();
    }

    /** Notes that a guild's rules changed: the bucket is to be written, and a sync to begin where {@code sync} says so. */
    static void changed(Handle handle, Snowflake guild, boolean sync, Duration interval) {
        handle.createUpdate("""
                        INSERT INTO guilds (guild_id, next_sync_at)
                        VALUES (:guild, now() + CASE WHEN :sync THEN interval '0' ELSE make_interval(secs => :seconds) END)
                        ON CONFLICT (guild_id) DO UPDATE SET published = false,
                            next_sync_at = CASE WHEN :sync THEN now() ELSE guilds.next_sync_at END
                        """)
                .bind("guild", guild.value())
                .bind("sync", sync)
                .bind("seconds", interval.toSeconds())
                .execute();
    }

    /** Guilds of which the bucket does not say what their rules depend on. */
    static List<Snowflake> unpublished(Handle handle, int limit) {
        return handle.createQuery("SELECT guild_id FROM guilds WHERE NOT published LIMIT :limit FOR UPDATE SKIP LOCKED")
                .bind("limit", limit)
                .mapTo(Long.class)
                .map(Snowflake::new)
                .list();
    }

    static void published(Handle handle, Snowflake guild) {
        handle.createUpdate("UPDATE guilds SET published = true WHERE guild_id = :guild")
                .bind("guild", guild.value())
                .execute();
    }

    /** At a start: the bucket may have been lost, or written by hand. */
    static void publishAll(Handle handle) {
        handle.execute("UPDATE guilds SET published = false");
    }

    private static StoredRule rule(ResultSet row) throws SQLException {
        return new StoredRule(
                Columns.id(row, "guild_id"),
                row.getString("name"),
                Columns.id(row, "role_id"),
                expression(row.getString("expression")),
                row.getBoolean("enabled"));
    }

    private static RuleExpression expression(String json) {
        try {
            return RuleJson.read(json);
        } catch (RuleFormatException damaged) {
            throw new IllegalStateException("A rule in the database cannot be read", damaged);
        }
    }
}
