package dev.jetcord.event.forget;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryQuestion.Forgotten;
import dev.jetcord.common.messaging.deadletter.DeadLetter;
import dev.jetcord.common.messaging.deadletter.DeadLetterBox;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.event.directory.DirectoryLock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is not to be known any more. A guild's roles and members go some time after the bot was removed from it, a
 * user at once; in both cases the dead letters that speak of them too, within the time between two rounds. Tombstones stay for
 * as long as an event from before may still come: a dead letter is kept for 14 days. Thread-safe.
 */
public final class Forgetting {
    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private static final Duration TOMBSTONE_LIFE = Duration.ofDays(15);
    private static final int GUILDS = 100;
    private static final int SLICE = 5000;

    private static final String LEFT = """
            SELECT id FROM guild WHERE left_at < :before AND (cleared_at IS NULL OR cleared_at < left_at)
            ORDER BY id LIMIT :limit
            """;

    private static final List<String> CLEAR = List.of("""
            DELETE FROM member WHERE ctid = ANY (ARRAY (
                SELECT member.ctid FROM member JOIN guild ON guild.id = member.guild_id
                WHERE guild.id = :guild AND (member.epoch, member.sequence) <= (guild.left_epoch, guild.left_sequence)
                LIMIT :slice))
            """, """
            DELETE FROM role WHERE ctid = ANY (ARRAY (
                SELECT role.ctid FROM role JOIN guild ON guild.id = role.guild_id
                WHERE guild.id = :guild AND (role.epoch, role.sequence) <= (guild.left_epoch, guild.left_sequence)
                LIMIT :slice))
            """);

    private static final String CLEARED = """
            UPDATE guild SET cleared_at = :now,
                name = CASE WHEN (seen_epoch, seen_sequence) > (left_epoch, left_sequence) THEN name ELSE '' END,
                owner_id = CASE WHEN (seen_epoch, seen_sequence) > (left_epoch, left_sequence) THEN owner_id ELSE 0 END
            WHERE id = :guild
            """;

    private static final String ABSENT = """
            SELECT id FROM guild WHERE id = ANY (:guilds)
                AND (seen_epoch, seen_sequence) < (left_epoch, left_sequence)
            """;

    private static final List<String> TOMBSTONES = List.of(
            "DELETE FROM member WHERE NOT here AND changed_at < :before",
            "DELETE FROM role WHERE NOT here AND changed_at < :before",
            "DELETE FROM forgotten WHERE asked_at < :before",
            """
            DELETE FROM guild WHERE left_at < :before AND cleared_at >= left_at
                AND (seen_epoch, seen_sequence) < (left_epoch, left_sequence)
            """);

    private final Database database;
    private final DeadLetterBox letters;
    private final Duration after;
    private final InstantSource clock;

    /** @param after how long after the bot's removal a guild is forgotten */
    public Forgetting(Database database, DeadLetterBox letters, Duration after, InstantSource clock) {
        this.database = requireNonNull(database, "database");
        this.letters = requireNonNull(letters, "letters");
        this.after = requireNonNull(after, "after");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Forgets a user, within the transaction of whoever asks for it. Dead letters follow with the next round. */
    public static Forgotten forget(Snowflake user, Handle handle) {
        // A batch that has begun could otherwise write what it read before.
        DirectoryLock.alone(handle);
        handle.createUpdate("""
                        INSERT INTO forgotten (user_id) VALUES (:user)
                        ON CONFLICT (user_id) DO UPDATE SET asked_at = now(), letters_dropped_at = NULL
                        """).bind("user", user.value()).execute();
        int rows = handle.createUpdate("DELETE FROM member WHERE user_id = :user")
                .bind("user", user.value())
                .execute();
        return new Forgotten(rows);
    }

    /** Forgets whatever is due. */
    public void round() throws Exception {
        Instant now = clock.instant();
        List<Long> left = left(now);
        List<Long> users = users();
        if (!left.isEmpty() || !users.isEmpty()) {
            drop(new HashSet<>(absent(left)), users);
            for (long guild : left) {
                clear(guild, now);
            }
            confirm(users, now);
            log.info(
                    "forgot {} guilds that the bot was removed from, and {} users who asked for it",
                    left.size(),
                    users.size());
        }
        for (String tombstones : TOMBSTONES) {
            database.<Integer, RuntimeException>transaction(handle -> handle.createUpdate(tombstones)
                    .bind("before", now.minus(TOMBSTONE_LIFE))
                    .execute());
        }
    }

    private List<Long> left(Instant now) throws Exception {
        return database.<List<Long>, RuntimeException>transaction(handle -> handle.createQuery(LEFT)
                .bind("before", now.minus(after))
                .bind("limit", GUILDS)
                .mapTo(Long.class)
                .list());
    }

    /** Those that the bot has not come back to: letters of the others speak of what is. */
    private List<Long> absent(List<Long> guilds) throws Exception {
        return database.<List<Long>, RuntimeException>transaction(handle -> handle.createQuery(ABSENT)
                .bindArray("guilds", Long.class, guilds)
                .mapTo(Long.class)
                .list());
    }

    private List<Long> users() throws Exception {
        return database.<List<Long>, RuntimeException>transaction(
                handle -> handle.createQuery("SELECT user_id FROM forgotten WHERE letters_dropped_at IS NULL")
                        .mapTo(Long.class)
                        .list());
    }

    private void drop(Set<Long> guilds, List<Long> users) throws IOException {
        Set<String> subjects = new HashSet<>();
        guilds.forEach(guild -> subjects.add(Long.toUnsignedString(guild)));
        List<String> ids = users.stream()
                .map(user -> '"' + Long.toUnsignedString(user) + '"')
                .toList();
        Predicate<DeadLetter> speaksOfThem =
                letter -> letter.headers().getOrDefault(Headers.SUBJECT, List.of()).stream()
                                .anyMatch(subjects::contains)
                        || ids.stream().anyMatch(letter.body()::contains);
        for (DeadLetter letter : letters.list()) {
            if (speaksOfThem.test(letter)) {
                letters.drop(letter);
            }
        }
    }

    /** In slices: a guild may have a million members. */
    private void clear(long guild, Instant now) throws Exception {
        for (String clear : CLEAR) {
            int removed = SLICE;
            while (removed == SLICE) {
                removed = database.<Integer, RuntimeException>transaction(handle -> handle.createUpdate(clear)
                        .bind("guild", guild)
                        .bind("slice", SLICE)
                        .execute());
            }
        }
        database.<Integer, RuntimeException>transaction(handle -> handle.createUpdate(CLEARED)
                .bind("guild", guild)
                .bind("now", now)
                .execute());
    }

    private void confirm(List<Long> users, Instant now) throws Exception {
        database.<Integer, RuntimeException>transaction(handle -> handle.createUpdate(
                        "UPDATE forgotten SET letters_dropped_at = :now WHERE user_id = ANY (:users)")
                .bind("now", now)
                .bindArray("users", Long.class, users)
                .execute());
    }
}
