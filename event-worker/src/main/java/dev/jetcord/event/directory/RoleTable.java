package dev.jetcord.event.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Version;
import dev.jetcord.event.state.RoleFacts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Table {@code role}. Used within one transaction that holds the guilds' locks. */
final class RoleTable {
    private static final String SAVE = """
            INSERT INTO role (guild_id, id, epoch, sequence, here, name, position, managed, permissions)
            VALUES (:guild, :id, :epoch, :sequence, true, :name, :position, :managed, :permissions)
            ON CONFLICT (guild_id, id) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence, here = true,
                name = excluded.name, position = excluded.position, managed = excluded.managed,
                permissions = excluded.permissions, changed_at = now()
            WHERE (excluded.epoch, excluded.sequence) > (role.epoch, role.sequence)
            """;

    private static final String DELETE = """
            INSERT INTO role (guild_id, id, epoch, sequence, here, name, position, managed, permissions)
            VALUES (:guild, :id, :epoch, :sequence, false, '', 0, false, '0')
            ON CONFLICT (guild_id, id) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence, here = false,
                changed_at = now()
            WHERE (excluded.epoch, excluded.sequence) > (role.epoch, role.sequence)
            """;

    private static final String RETIRE = """
            WITH retired AS (
                DELETE FROM role WHERE guild_id = :guild AND (epoch, sequence) < (:epoch, :sequence) RETURNING id, here)
            SELECT id FROM retired WHERE here
            """;

    private static final String LIVE = """
            SELECT role.guild_id, role.id FROM role JOIN guild ON guild.id = role.guild_id
            WHERE role.guild_id = ANY (:guilds) AND here AND (role.epoch, role.sequence) > (left_epoch, left_sequence)
            """;

    private final Handle handle;

    RoleTable(Handle handle) {
        this.handle = requireNonNull(handle, "handle");
    }

    void save(long guild, Version version, Collection<RoleFacts> roles) {
        if (roles.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(SAVE);
        for (RoleFacts role : roles) {
            batch.bind("guild", guild)
                    .bind("id", role.id())
                    .bind("epoch", version.epoch())
                    .bind("sequence", version.sequence())
                    .bind("name", role.name())
                    .bind("position", role.position())
                    .bind("managed", role.managed())
                    .bind("permissions", role.permissions())
                    .add();
        }
        batch.execute();
    }

    /** Leaves a tombstone. Returns false when something newer is known. */
    boolean delete(long guild, Version version, long role) {
        return handle.createUpdate(DELETE)
                        .bind("guild", guild)
                        .bind("id", role)
                        .bind("epoch", version.epoch())
                        .bind("sequence", version.sequence())
                        .execute()
                == 1;
    }

    /** Removes all that is older than a complete list; the guild's row keeps that it was. Returns the roles that are gone by it. */
    Set<Long> retire(long guild, Version listed) {
        return handle.createQuery(RETIRE)
                .bind("guild", guild)
                .bind("epoch", listed.epoch())
                .bind("sequence", listed.sequence())
                .mapTo(Long.class)
                .set();
    }

    /** The roles that guilds have. */
    Map<Long, Set<Long>> live(Collection<Long> guilds) {
        Map<Long, Set<Long>> roles = new HashMap<>();
        handle.createQuery(LIVE)
                .bindArray("guilds", Long.class, new TreeSet<>(guilds))
                .map((row, context) -> Map.entry(row.getLong("guild_id"), row.getLong("id")))
                .forEach(role -> roles.computeIfAbsent(role.getKey(), _ -> new HashSet<>())
                        .add(role.getValue()));
        return roles;
    }
}
