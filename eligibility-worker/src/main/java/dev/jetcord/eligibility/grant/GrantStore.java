package dev.jetcord.eligibility.grant;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.grant.Grant.State;
import dev.jetcord.eligibility.sql.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Grants in the database. Each call is part of its caller's transaction. */
public final class GrantStore {
    private static final String KEY = " WHERE guild_id = :guild AND user_id = :user AND role_id = :role";

    private GrantStore() {}

    /** What we gave some members of a guild, and took lately. */
    public static List<Grant> of(Handle handle, Snowflake guild, Collection<Snowflake> users) {
        return handle.createQuery("""
                        SELECT user_id, role_id, state, decided_at FROM grants
                        WHERE guild_id = :guild AND user_id = ANY(:users)
                        """)
                .bind("guild", guild.value())
                .bindBySqlType("users", Columns.ids(users), Types.ARRAY)
                .map((row, _) -> grant(row))
                .list();
    }

    /**
     * Writes down what is about to be done.
     *
     * @return false when a later decision stands, or there is nothing to take
     */
    static boolean begin(Handle handle, RoleChange change) {
        String sql = change.add()
                ? """
                  INSERT INTO grants (guild_id, user_id, role_id, state, decided_at)
                  VALUES (:guild, :user, :role, 'granting', :decided)
                  ON CONFLICT (guild_id, user_id, role_id) DO UPDATE SET state = 'granting', decided_at = :decided
                  WHERE grants.decided_at <= :decided
                  """
                : "UPDATE grants SET state = 'removing', decided_at = :decided" + KEY
                        + " AND decided_at <= :decided AND state <> 'removed'";
        return bind(handle.createUpdate(sql), change).execute() == 1;
    }

    /** Returns false when a later decision stands */
    static boolean finish(Handle handle, RoleChange change) {
        return bind(
                                handle.createUpdate(
                                        "UPDATE grants SET state = :state" + KEY + " AND decided_at = :decided"),
                                change)
                        .bind("state", change.add() ? "granted" : "removed")
                        .execute()
                == 1;
    }

    /** Takes back what was begun and could not be done: a role that was not given is not ours, one not taken still is. */
    static void undo(Handle handle, RoleChange change) {
        String sql = change.add() ? "DELETE FROM grants" : "UPDATE grants SET state = 'granted'";
        bind(handle.createUpdate(sql + KEY + " AND decided_at = :decided"), change)
                .execute();
    }

    static Optional<Grant> find(Handle handle, RoleChange change) {
        return bind(handle.createQuery("SELECT user_id, role_id, state, decided_at FROM grants" + KEY), change)
                .map((row, _) -> grant(row))
                .findOne();
    }

    /** Forgets what we gave a member who left. Returns whether there was something */
    static boolean dropMember(Handle handle, Snowflake guild, Snowflake user) {
        return handle.createUpdate("DELETE FROM grants WHERE guild_id = :guild AND user_id = :user")
                        .bind("guild", guild.value())
                        .bind("user", user.value())
                        .execute()
                > 0;
    }

    /** Forgets grants of a role that was deleted. Returns whether there were some */
    static boolean dropRole(Handle handle, Snowflake guild, Snowflake role) {
        return handle.createUpdate("DELETE FROM grants WHERE guild_id = :guild AND role_id = :role")
                        .bind("guild", guild.value())
                        .bind("role", role.value())
                        .execute()
                > 0;
    }

    /** Removes what is kept only until the directory has caught up. */
    public static void expire(Handle handle) {
        handle.execute("DELETE FROM grants WHERE state = 'removed' AND decided_at < now() - interval '1 day'");
    }

    private static <S extends SqlStatement<S>> S bind(S statement, RoleChange change) {
        return statement
                .bind("guild", change.guild().value())
                .bind("user", change.user().value())
                .bind("role", change.role().value())
                .bind("decided", Columns.time(change.decidedAt()));
    }

    private static Grant grant(ResultSet row) throws SQLException {
        Instant decidedAt = Columns.time(row, "decided_at");
        return new Grant(
                Columns.id(row, "user_id"),
                Columns.id(row, "role_id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                decidedAt);
    }
}
