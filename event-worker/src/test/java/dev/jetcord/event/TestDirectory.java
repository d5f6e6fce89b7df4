package dev.jetcord.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.directory.DirectoryMember;
import dev.jetcord.common.messaging.consumer.Delivery;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseConfiguration;
import dev.jetcord.database.DatabaseSettings;
import dev.jetcord.event.directory.DirectoryHandler;
import dev.jetcord.event.state.StateEvent;
import dev.jetcord.event.state.StateEventDecoder;
import dev.jetcord.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The directory in a database of its own, fed with messages as the consumer would. */
public final class TestDirectory implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private static final String SESSION = "session";
    private static final int SHARD = 0;
    private static final int SHARDS = 1;

    private final TestPostgres postgres = TestPostgres.start();
    private final Database database = open(postgres);
    private final Map<Long, Set<Long>> rules = new HashMap<>();
    private final DirectoryHandler handler = new DirectoryHandler(database, guilds -> Map.copyOf(rules), () -> {});

    public TestDirectory() throws InterruptedException {
        database.awaitMigrated();
    }

    /** A pool of its own, as each instance of the worker has one. */
    public static Database open(TestPostgres postgres) {
        return new Database(
                Settings.load(Map.of("DATABASE_URL", postgres.url()), DatabaseConfiguration::from),
                new DatabaseSettings("test", "directory", 1, 4),
                new SimpleMeterRegistry());
    }

    public TestPostgres postgres() {
        return postgres;
    }

    public Database database() {
        return database;
    }

    /** The guild gets a rule that depends on roles. */
    public void rule(long guild, Long... roles) {
        rules.put(guild, Set.of(roles));
    }

    /** A batch of one. */
    public void feed(Received<StateEvent> message) throws Exception {
        feed(List.of(message));
    }

    /** A batch of two. */
    public void feed(Received<StateEvent> first, Received<StateEvent> second) throws Exception {
        feed(List.of(first, second));
    }

    /** One batch. */
    public void feed(List<Received<StateEvent>> messages) throws Exception {
        handler.handle(messages).forEach(outcome -> {
            if (!(outcome instanceof Outcome.Done)) {
                throw new AssertionError("not done: " + outcome);
            }
        });
    }

    /**
     * An event of the gateway, a second after the one before it.
     *
     * @param body with {@code '} for {@code "}
     */
    public static Received<StateEvent> event(String event, long epoch, long sequence, String body) throws Exception {
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                MessageIds.forDispatch(SESSION + epoch, sequence),
                SHARD,
                SHARDS,
                event,
                START.plusSeconds(epoch * 1000 + sequence),
                Optional.empty(),
                SESSION + epoch,
                new Version(epoch, sequence),
                Optional.empty());
        return received(envelope, body.replace('\'', '"').getBytes(UTF_8));
    }

    /** A message as the consumer hands it over. */
    public static Received<StateEvent> received(EventEnvelope envelope, byte[] body) throws Exception {
        return new Received<>(
                envelope, new Delivery("EVENTS", 1, 1, START, START), new StateEventDecoder().decode(envelope, body));
    }

    /** What was caused so far, in order: {@code name} of news or {@code check}, and the body. */
    public List<String> caused() throws Exception {
        return database.<List<String>, RuntimeException>transaction(
                handle -> handle.createQuery("""
                        SELECT CASE WHEN stream = 'ELIGIBILITY' THEN 'check' ELSE split_part(subject, '.', 3) END
                            || ' ' || message_id || ' ' || body FROM outbox ORDER BY id
                        """).mapTo(String.class).list());
    }

    /** As {@link #caused}, without ids and bodies. */
    public List<String> causedNames() throws Exception {
        return caused().stream()
                .map(text -> text.substring(0, text.indexOf(' ')))
                .toList();
    }

    /** The ids of members' roles, by the members' ids. */
    public static Map<Long, List<Long>> rolesByUser(List<DirectoryMember> members) {
        Map<Long, List<Long>> roles = new HashMap<>();
        members.forEach(member -> roles.put(
                member.userId().value(),
                member.roles().stream().map(Snowflake::value).toList()));
        return roles;
    }

    /** A member for a body. */
    public static String member(long user, Long... roles) {
        return "{'user':{'id':'%d','username':'x'},'joined_at':'2026-01-01T00:00:00+00:00','roles':[%s]}"
                .formatted(
                        user,
                        String.join(
                                ",",
                                Arrays.stream(roles).map(id -> "'" + id + "'").toList()));
    }

    @Override
    public void close() {
        database.close();
        postgres.close();
    }
}
