package dev.jetcord.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.directory.DirectoryClient;
import dev.jetcord.common.directory.DirectoryMember;
import dev.jetcord.common.directory.MemberAnswer;
import dev.jetcord.common.eligibility.RuleDependencies;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.testing.JavaProcess;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testing.TestPostgres;
import dev.jetcord.testing.TestPublisher;
import dev.jetcord.testkit.TestEvent;
import io.nats.client.api.StreamInfoOptions;
import io.nats.client.api.Subject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The worker as a process, against real NATS and PostgreSQL servers. */
class EventWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long GUILD = 41_771_983_423_143_937L;

    private static final String PARTITION = Partition.of(new Snowflake(GUILD)).token();

    private final TestNats server = TestNats.start();
    private final TestPostgres postgres = TestPostgres.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");

    @AfterEach
    void stop() {
        nats.close();
        server.close();
        postgres.close();
    }

    @Test
    void knowsWhatEventsSayAnswersQuestionsAndTellsWhatChanged() throws Exception {
        provision();
        new KeyValueBucket(nats, Topology.RULES_BUCKET)
                .put(
                        RuleDependencies.key(new Snowflake(GUILD)),
                        new RuleDependencies(Set.of(new Snowflake(100))).encode());
        try (JavaProcess worker = start();
                TestPublisher publisher = new TestPublisher(server)) {
            worker.awaitReady();
            publishAll(publisher);

            DirectoryClient directory = new DirectoryClient(new Requests(nats));
            await().untilAsserted(() -> assertThat(directory
                            .members(new Snowflake(GUILD), Optional.empty(), 10)
                            .members())
                    .extracting(DirectoryMember::userId)
                    .containsExactly(new Snowflake(7), new Snowflake(9)));
            assertThat(directory.guild(new Snowflake(GUILD)).orElseThrow().name())
                    .isEqualTo("Home");
            await().untilAsserted(() -> {
                assertThat(subjects("EVENTS")).contains("events.derived.member_joined." + PARTITION);
                assertThat(subjects("ELIGIBILITY")).containsExactly("eligibility.check." + PARTITION);
            });
            directory.forget(new Snowflake(9));
            assertThat(directory.member(new Snowflake(GUILD), new Snowflake(9)))
                    .isEqualTo(new MemberAnswer(Optional.empty(), false));
            worker.signal("TERM");
            assertThat(worker.exitCode()).isZero();
        }
    }

    @Test
    void publishesOnceWhatAKilledWorkerHadCommitted() throws Exception {
        provision();
        try (JavaProcess worker = start()) {
            worker.awaitReady();
        }
        String row = """
                INSERT INTO directory.outbox (stream, subject, message_id, type, guild_id, occurred_at, epoch, sequence, body)
                VALUES ('EVENTS', 'events.derived.guild_left.p00', 'cause:guild_left', 'dev.jetcord.guild_left.v1', 1, now(),
                    1, 1, '{}')
                """;
        execute(row);
        try (JavaProcess worker = start()) {
            await().untilAsserted(
                            () -> assertThat(subjects("EVENTS")).containsExactly("events.derived.guild_left.p00"));
            // As if the one before had published it and died before it was removed.
            execute(row);
            await().until(() -> count("SELECT count(*) FROM directory.outbox") == 0);
            assertThat(subjects("EVENTS")).hasSize(1);
            assertThat(worker.output()).doesNotContain("ERROR");
        }
    }

    @Test
    void losesNothingWhileTheDatabaseIsAway() throws Exception {
        provision();
        try (JavaProcess worker = start();
                TestPublisher publisher = new TestPublisher(server)) {
            worker.awaitReady();
            postgres.kill();
            publishAll(publisher);
            for (int i = 0; i < 200; i++) {
                publish(publisher, event("GUILD_MEMBER_ADD", 10 + i, member(1000 + i)));
            }
            await().until(() -> worker.get("/metrics")
                            .body()
                            .contains("jetcord_consumer_messages_total{consumer=\"event-worker\",outcome=\"retried\"")
                    || worker.get("/readyz").body().contains("[-] database"));
            postgres.restart();

            DirectoryClient directory = new DirectoryClient(new Requests(nats));
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(directory
                                    .members(new Snowflake(GUILD), Optional.empty(), 1000)
                                    .members())
                            .hasSize(202));
            assertThat(subjects("DEADLETTERS")).isEmpty();
        }
    }

    @Test
    void keepsAMessageThatBreaksTheContractAsADeadLetter() throws Exception {
        provision();
        try (JavaProcess worker = start();
                TestPublisher publisher = new TestPublisher(server)) {
            worker.awaitReady();

            publish(publisher, event("GUILD_CREATE", 1, "{}").withoutHeader("ce-specversion"));

            worker.awaitOutput("header ce-specversion is missing");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(worker.get("/metrics").body())
                                    .contains(
                                            "jetcord_consumer_dead_letters_total{consumer=\"event-worker\",reason=\"invalid\"} 1.0"));
        }
    }

    @Test
    void waitsForNatsAndForProvisioningAndSaysSo() throws Exception {
        server.stop();
        try (JavaProcess worker = start()) {
            worker.awaitOutput("cannot be reached; start it or correct NATS_URL");
            assertThat(worker.get("/livez").statusCode()).isEqualTo(200);
            assertThat(worker.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(worker.get("/readyz").body()).contains("[-] nats: NATS at");

            server.restart();
            worker.awaitOutput("run provision");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(worker.get("/readyz").body())
                            .contains("[+] nats: ok", "[-] topology: consumer event-worker of EVENTS: does not exist"));

            provision();
            worker.awaitReady();
        }
    }

    @Test
    void refusesAWrongConfigurationWithEveryProblem() throws Exception {
        try (JavaProcess worker = JavaProcess.start(
                Main.class,
                Map.of(
                        "DATABASE_URL",
                        "mysql://localhost/x",
                        "NATS_URL",
                        "http://localhost",
                        "OPERATIONS_PORT",
                        "many",
                        "STOP_TIMEOUT",
                        "long"))) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertThat(worker.output())
                    .contains(
                            "event-worker cannot start",
                            "4 problems",
                            "DATABASE_URL",
                            "NATS_URL",
                            "OPERATIONS_PORT",
                            "STOP_TIMEOUT")
                    .doesNotContain("\tat ");
        }
    }

    private JavaProcess start() throws Exception {
        return JavaProcess.start(
                Main.class, Map.of("NATS_URL", server.url(), "DATABASE_URL", postgres.url(), "OPERATIONS_PORT", "0"));
    }

    private void provision() throws Exception {
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
    }

    private static void publishAll(TestPublisher publisher) throws Exception {
        publish(publisher, event("READY", 1, "{'user':{'id':'7'},'guilds':[{'id':'%d'}]}".formatted(GUILD)));
        publish(publisher, event("GUILD_CREATE", 2, """
                {'id':'%1$d','name':'Home','owner_id':'7','joined_at':'2020-01-01T00:00:00+00:00','member_count':1,
                 'roles':[{'id':'%1$d','name':'@everyone'}],'members':[{'user':{'id':'7'},'roles':[]}]}
                """.formatted(GUILD)));
        publish(publisher, event("CHANNEL_CREATE", 3, "{'id':'5'}"));
        publish(publisher, event("GUILD_MEMBER_ADD", 4, member(9)));
    }

    private static String member(long user) {
        return "{'guild_id':'%d','user':{'id':'%d'},'roles':[],'joined_at':'2026-11-24T12:00:00+00:00'}"
                .formatted(GUILD, user);
    }

    private static void publish(TestPublisher publisher, TestEvent event) throws Exception {
        publisher.publish(event.subject(), event.headers(), event.body());
    }

    private static TestEvent event(String name, long sequence, String body) {
        return TestEvent.dispatch(name).guild(GUILD).version(1, sequence).body(body.replace('\'', '"'));
    }

    /** Of what a stream holds, other than what this test has published. */
    private List<String> subjects(String stream) throws Exception {
        return nats
                .connection()
                .jetStreamManagement()
                .getStreamInfo(stream, StreamInfoOptions.allSubjects())
                .getStreamState()
                .getSubjects()
                .stream()
                .map(Subject::getName)
                .filter(subject -> !subject.startsWith("events.state."))
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
