package dev.jetcord.event.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Table {@code member}. Used within one transaction that holds the guilds' locks. */
final class MemberTable {
    private static final String FIND = """
            SELECT member.* FROM unnest(:guilds, :users) AS wanted (guild_id, user_id)
            JOIN member USING (guild_id, user_id)
            """;

    private static final String SAVE = """
            INSERT INTO member (guild_id, user_id, epoch, sequence, here, roles, joined_at, bot)
            SELECT guild_id, user_id, epoch, sequence, here, roles::bigint[], joined_at::timestamptz, bot
            FROM unnest(:guilds, :users, :epochs, :sequences, :heres, :roles, :joined, :bots)
                AS changed (guild_id, user_id, epoch, sequence, here, roles, joined_at, bot)
            ON CONFLICT (guild_id, user_id) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence,
                here = excluded.here, roles = excluded.roles, joined_at = excluded.joined_at, bot = excluded.bot,
                changed_at = now()
            WHERE (excluded.epoch, excluded.sequence) > (member.epoch, member.sequence)
            """;

    private static final String RETIRE = """
            UPDATE member SET here = false, roles = '{}', epoch = :epoch, sequence = :sequence, changed_at = now()
            WHERE guild_id = :guild AND here AND (epoch, sequence) < (:epoch, :sequence)
                AND (epoch, sequence) > (:leftEpoch, :leftSequence)
            RETURNING user_id
            """;

    private static final String HOLDERS = """
            SELECT * FROM member WHERE guild_id = :guild AND here AND roles && :roles
                AND (epoch, sequence) > (:leftEpoch, :leftSequence) AND (epoch, sequence) >= (:floorEpoch, :floorSequence)
            ORDER BY user_id LIMIT :limit
            """;

    private static final String FORGOTTEN = "SELECT user_id FROM forgotten WHERE user_id = ANY (:users)";

    private final Handle handle;

    MemberTable(Handle handle) {
        this.handle = requireNonNull(handle, "handle");
    }

    Map<MemberRow.Key, MemberRow> find(Collection<MemberRow.Key> keys) {
        Map<MemberRow.Key, MemberRow> rows = HashMap.newHashMap(keys.size());
        handle.createQuery(FIND)
                .bindArray("guilds", Long.class, list(keys, MemberRow.Key::guildId))
                .bindArray("users", Long.class, list(keys, MemberRow.Key::userId))
                .map((row, context) -> read(row))
                .forEach(member -> rows.put(member.key(), member));
        return rows;
    }

    void save(Collection<MemberRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        handle.createUpdate(SAVE)
                .bindArray("guilds", Long.class, list(rows, row -> row.key().guildId()))
                .bindArray("users", Long.class, list(rows, row -> row.key().userId()))
                .bindArray("epochs", Long.class, list(rows, row -> row.version().epoch()))
                .bindArray(
                        "sequences", Long.class, list(rows, row -> row.version().sequence()))
                .bindArray("heres", Boolean.class, list(rows, MemberRow::here))
                .bindArray("roles", String.class, list(rows, MemberTable::literal))
                .bindArray(
                        "joined",
                        String.class,
                        rows.stream()
                                .map(row ->
                                        row.joinedAt().map(Instant::toString).orElse(null))
                                .toArray())
                .bindArray("bots", Boolean.class, list(rows, MemberRow::bot))
                .execute();
    }

    /**
     * Makes tombstones of all members who are older than a complete list.
     *
     * @param left what is not newer than this was of no account before
     * @return their user ids
     */
    List<Long> retire(long guild, Version listed, Version left) {
        return handle.createQuery(RETIRE)
                .bind("guild", guild)
                .bind("epoch", listed.epoch())
                .bind("sequence", listed.sequence())
                .bind("leftEpoch", left.epoch())
                .bind("leftSequence", left.sequence())
                .mapTo(Long.class)
                .list();
    }

    /** Members with one of the roles, whether the guild still has it or not; so many at most. */
    List<MemberRow> holders(GuildRow guild, Collection<Long> roles, int limit) {
        return handle.createQuery(HOLDERS)
                .bind("guild", guild.id())
                .bindArray("roles", Long.class, roles)
                .bind("leftEpoch", guild.left.epoch())
                .bind("leftSequence", guild.left.sequence())
                .bind("floorEpoch", guild.memberFloor().epoch())
                .bind("floorSequence", guild.memberFloor().sequence())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** Those of the users who asked to be forgotten. */
    Set<Long> forgotten(Collection<Long> users) {
        return new HashSet<>(handle.createQuery(FORGOTTEN)
                .bindArray("users", Long.class, users)
                .mapTo(Long.class)
                .list());
    }

    private static String literal(MemberRow row) {
        return row.roles().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static <R, T> List<T> list(Collection<R> rows, Function<R, T> column) {
        List<T> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(column.apply(row)));
        return values;
    }

    private static MemberRow read(ResultSet row) throws SQLException {
        return new MemberRow(
                new MemberRow.Key(row.getLong("guild_id"), row.getLong("user_id")),
                new Version(row.getLong("epoch"), row.getLong("sequence")),
                row.getBoolean("here"),
                Arrays.asList((Long[]) row.getArray("roles").getArray()),
                Optional.ofNullable(row.getTimestamp("joined_at")).map(Timestamp::toInstant),
                row.getBoolean("bot"));
    }
}
