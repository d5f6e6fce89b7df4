package dev.jetcord.event.question;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.directory.DirectoryMember;
import dev.jetcord.common.directory.DirectoryRole;
import dev.jetcord.common.directory.MemberAnswer;
import dev.jetcord.common.directory.MemberPage;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads the directory. Ids are ordered as PostgreSQL orders them, which is Discord's order until the year 2084. */
public final class DirectoryReader {
    /** Members who are there, each with those of their roles that the guild has. */
    private static final String MEMBERS = """
            SELECT member.user_id, member.epoch, member.sequence, member.joined_at, member.bot,
                ARRAY (SELECT held.id FROM unnest(member.roles) AS held (id)
                    JOIN role ON role.guild_id = member.guild_id AND role.id = held.id AND role.here
                        AND (role.epoch, role.sequence) > (guild.left_epoch, guild.left_sequence)
                    ORDER BY held.id) AS roles
            FROM guild JOIN member ON member.guild_id = guild.id
            WHERE guild.id = :guild AND member.here
                AND (guild.seen_epoch, guild.seen_sequence) > (guild.left_epoch, guild.left_sequence)
                AND (member.epoch, member.sequence) > (guild.left_epoch, guild.left_sequence)
            """;

    private static final String COMPLETE = """
            (members_epoch, members_sequence) > (left_epoch, left_sequence)
                AND (members_epoch, members_sequence) > (stale_epoch, stale_sequence)
            """;

    private static final String GUILD = """
            SELECT name, owner_id, available, %s AS complete,
                CASE WHEN %s THEN (SELECT count(*) FROM member WHERE guild_id = guild.id AND here
                        AND (member.epoch, member.sequence) > (guild.left_epoch, guild.left_sequence))
                    ELSE member_count END AS members,
                (SELECT bot_id FROM shard_session WHERE bot_id <> 0 ORDER BY ready_epoch DESC LIMIT 1) AS bot_id
            FROM guild WHERE id = :guild AND (seen_epoch, seen_sequence) > (left_epoch, left_sequence)
            """.formatted(COMPLETE, COMPLETE);

    private static final String ROLES = """
            SELECT role.id, role.name, position, managed, permissions
            FROM role JOIN guild ON guild.id = role.guild_id
            WHERE guild_id = :guild AND here AND (role.epoch, role.sequence) > (left_epoch, left_sequence)
            ORDER BY position, role.id
            """;

    /** A user who asked to be forgotten may well be in the guild. */
    private static final String KNOWN = """
            SELECT %s AND (seen_epoch, seen_sequence) > (left_epoch, left_sequence)
                AND NOT EXISTS (SELECT 1 FROM forgotten WHERE user_id = :user)
            FROM guild WHERE id = :guild
            """.formatted(COMPLETE);

    private final Handle handle;

    public DirectoryReader(Handle handle) {
        this.handle = requireNonNull(handle, "handle");
    }

    /** A guild that the bot is in. */
    public Optional<DirectoryGuild> guild(Snowflake guild) {
        return handle.createQuery(GUILD)
                .bind("guild", guild.value())
                .map((row, context) -> guild(guild, row))
                .findOne();
    }

    /** A member, or whether there is none. */
    public MemberAnswer member(Snowflake guild, Snowflake user) {
        boolean complete = handle.createQuery(KNOWN)
                .bind("guild", guild.value())
                .bind("user", user.value())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
        return new MemberAnswer(find(guild, user), complete);
    }

    /** The members after a user id. */
    public MemberPage members(Snowflake guild, Optional<Snowflake> after, int limit) {
        List<DirectoryMember> members = read(
                handle.createQuery(MEMBERS + " AND member.user_id > :after ORDER BY member.user_id LIMIT :limit")
                        .bind("after", after.map(Snowflake::value).orElse(-1L))
                        .bind("limit", limit),
                guild);
        return new MemberPage(
                members,
                members.size() < limit
                        ? Optional.empty()
                        : Optional.of(members.getLast().userId()));
    }

    private Optional<DirectoryMember> find(Snowflake guild, Snowflake user) {
        return read(handle.createQuery(MEMBERS + " AND member.user_id = :user").bind("user", user.value()), guild)
                .stream()
                .findFirst();
    }

    private static List<DirectoryMember> read(Query query, Snowflake guild) {
        return query.bind("guild", guild.value())
                .map((row, context) -> member(row))
                .list();
    }

    private DirectoryGuild guild(Snowflake guild, ResultSet row) throws SQLException {
        List<DirectoryRole> roles = handle.createQuery(ROLES)
                .bind("guild", guild.value())
                .map((role, context) -> new DirectoryRole(
                        new Snowflake(role.getLong("id")),
                        role.getString("name"),
                        role.getInt("position"),
                        role.getBoolean("managed"),
                        role.getString("permissions")))
                .list();
        return new DirectoryGuild(
                guild,
                row.getString("name"),
                new Snowflake(row.getLong("owner_id")),
                row.getInt("members"),
                row.getBoolean("available"),
                row.getBoolean("complete"),
                find(guild, new Snowflake(row.getLong("bot_id"))),
                roles);
    }

    private static DirectoryMember member(ResultSet row) throws SQLException {
        Long[] roles = (Long[]) row.getArray("roles").getArray();
        return new DirectoryMember(
                new Snowflake(row.getLong("user_id")),
                Arrays.stream(roles).map(Snowflake::new).toList(),
                Optional.ofNullable(row.getTimestamp("joined_at")).map(Timestamp::toInstant),
                row.getBoolean("bot"),
                new Version(row.getLong("epoch"), row.getLong("sequence")));
    }
}
