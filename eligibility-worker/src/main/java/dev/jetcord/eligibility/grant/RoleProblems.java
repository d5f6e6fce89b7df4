package dev.jetcord.eligibility.grant;

import dev.jetcord.common.wire.Snowflake;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What keeps roles from being given or taken, for the guild's administrators. Each call is part of its caller's transaction. */
public final class RoleProblems {
    private static final int MOST_SHOWN = 10;

    private RoleProblems() {}

    /** Notes what was found out without asking Discord. */
    public static void note(Handle handle, Snowflake guild, Snowflake role, String problem) {
        handle.createUpdate("""
                        INSERT INTO problems (guild_id, role_id, problem) VALUES (:guild, :role, :problem)
                        ON CONFLICT (guild_id, role_id) DO UPDATE SET problem = excluded.problem, last_at = now()
                        """)
                .bind("guild", guild.value())
                .bind("role", role.value())
                .bind("problem", problem)
                .execute();
    }

    /** Notes that Discord refused, so that it is not asked again for ten minutes: each refusal counts towards its ban. */
    static void refused(Handle handle, Snowflake guild, Snowflake role, String problem) {
        note(handle, guild, role, problem);
        handle.createUpdate("""
                        UPDATE problems SET refused_until = now() + interval '10 minutes'
                        WHERE guild_id = :guild AND role_id = :role
                        """)
                .bind("guild", guild.value())
                .bind("role", role.value())
                .execute();
    }

    /** Forgets it: there is none any more, or nobody who asks for the role. */
    public static void solved(Handle handle, Snowflake guild, Snowflake role) {
        handle.createUpdate("DELETE FROM problems WHERE guild_id = :guild AND role_id = :role")
                .bind("guild", guild.value())
                .bind("role", role.value())
                .execute();
    }

    /** Those of a guild, the latest first. */
    public static List<String> of(Handle handle, Snowflake guild) {
        return handle.createQuery(
                        "SELECT problem FROM problems WHERE guild_id = :guild ORDER BY last_at DESC LIMIT :most")
                .bind("guild", guild.value())
                .bind("most", MOST_SHOWN)
                .mapTo(String.class)
                .list();
    }

    /** Roles for which Discord is not to be asked now, and why. */
    public static Map<Snowflake, String> refused(Handle handle, Snowflake guild) {
        return handle
                .createQuery("""
                        SELECT role_id, problem FROM problems
                        WHERE guild_id = :guild AND refused_until > now()
                        """)
                .bind("guild", guild.value())
                .map((row, _) -> Map.entry(new Snowflake(row.getLong(1)), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
