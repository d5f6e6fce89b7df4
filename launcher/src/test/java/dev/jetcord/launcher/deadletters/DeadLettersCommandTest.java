package dev.jetcord.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.messaging.consumer.ConsumerSettings;
import dev.jetcord.common.messaging.consumer.FailureReporter;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import dev.jetcord.launcher.fleet.FleetException;
import dev.jetcord.launcher.fleet.Home;
import dev.jetcord.launcher.terminal.Terminal;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testing.TestPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an operator types and reads, against a real NATS server and a worker whose handler can be mended. */
class DeadLettersCommandTest {
    private static final Outcome BROKEN = Outcome.failed("1a2b3c", new IllegalStateException("broken"));

    @TempDir
    private Path home;

    private final AtomicReference<Outcome> outcome = new AtomicReference<>(BROKEN);
    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
    private BaseNatsConsumer<String> consumer;

    @BeforeEach
    void start() throws Exception {
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
        consumer = new BaseNatsConsumer<>(
                ConsumerSettings.of(Topology.EVENT_WORKER),
                nats,
                (envelope, body) -> "",
                message -> outcome.get(),
                FailureReporter.NONE,
                new SimpleMeterRegistry(),
                InstantSource.system(),
                RandomGenerator.getDefault());
        consumer.start();
    }

    @AfterEach
    void stop() throws Exception {
        consumer.drain(Duration.ofSeconds(5));
        nats.close();
        server.close();
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(run("list")).isEqualTo(new Run(0, "No dead letters.\n"));
        assertThat(run("replay", "--consumer", "event-worker")).isEqualTo(new Run(0, "No dead letters.\n"));
    }

    @Test
    void listsAndShowsALetter() throws Exception {
        giveUp("e1");

        Run list = run("list", "--consumer", "event-worker");
        assertThat(list.output().lines())
                .first()
                .asString()
                .matches("ID +WHEN +CONSUMER +REASON +DELIVERIES +REFERENCE +SUBJECT");
        assertThat(list.output()).contains("event-worker", "HANDLER_FAILED", "1a2b3c", "events.state.guild_create.");
        assertThat(run("list", "--consumer", "command-worker").output()).isEqualTo("No dead letters.\n");

        Run show = run("show", "1a2b3c");
        assertThat(show.exitCode()).isZero();
        assertThat(show.output())
                .contains(
                        "Dead letter 1",
                        "HANDLER_FAILED: its handler failed for good",
                        "message 1 of EVENTS, given up by event-worker",
                        "message id  e1",
                        "possible: ./jetcord dead-letters replay 1",
                        "ce-type: com.discord.guild_create.v10",
                        "\"token\" : \"redacted\"");
    }

    @Test
    void printsJsonForPrograms() throws Exception {
        giveUp("e1");

        JsonNode list = new ObjectMapper().readTree(run("list", "--json").output());

        assertThat(list).singleElement().satisfies(letter -> {
            assertThat(letter.path("id").asLong()).isEqualTo(1);
            assertThat(letter.path("message_id").asText()).isEqualTo("e1");
            assertThat(letter.path("headers").path("ce-id").asText()).isEqualTo("e1");
        });
        assertThat(new ObjectMapper().readTree(run("show", "1", "--json").output()))
                .isEqualTo(list.path(0));
    }

    @Test
    void replaysAndSaysWhatBecameOfIt() throws Exception {
        giveUp("e1");

        Run failing = run("replay", "1");
        assertThat(failing.output())
                .isEqualTo("1: failed again, as message 2 of EVENTS: letter 2 is in its place"
                        + " (HANDLER_FAILED, reference 1a2b3c)\n");
        assertThat(failing.exitCode()).isEqualTo(1);

        outcome.set(Outcome.done());
        assertThat(run("replay", "--consumer", "event-worker"))
                .isEqualTo(new Run(0, "2: settled by event-worker, as message 3 of EVENTS; the letter is gone\n"));
        assertThat(run("list").output()).isEqualTo("No dead letters.\n");
    }

    @Test
    void saysWhenNobodyTakesAReplay() throws Exception {
        giveUp("e1");
        consumer.drain(Duration.ofSeconds(5));

        Run replay = run("replay", "1", "--wait", "1");

        assertThat(replay.output()).startsWith("1: not settled after 1 s").contains("Does event-worker run?");
        assertThat(replay.exitCode()).isEqualTo(1);
    }

    @Test
    void dropsWhatIsNamedOrNothingAtAll() throws Exception {
        giveUp("e1");
        giveUp("e2");

        Run wrong = run("drop", "1", "77");
        assertThat(wrong.output()).contains("there is no dead letter 77", "nothing was done");
        assertThat(wrong.exitCode()).isEqualTo(1);

        assertThat(run("drop", "1", "2").output().lines()).hasSize(2).allMatch(line -> line.contains(": dropped ("));
        assertThat(run("list").output()).isEqualTo("No dead letters.\n");
    }

    @Test
    void saysWhatToDoWhereNoFleetRuns() {
        Run run = execute(Map.of(), "list");

        assertThat(run.output()).contains("no fleet runs here: start it with ./jetcord up, or set NATS_URL");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void explainsItself() {
        assertThat(run().output()).contains("list", "show", "replay", "drop", "reference that a user saw");
        assertThat(run("replay").exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private record Run(int exitCode, String output) {}

    private Run run(String... arguments) {
        return execute(Map.of("NATS_URL", server.url()), arguments);
    }

    private Run execute(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, UTF_8);
        CommandLine line = DeadLettersCommand.create(environment, new Home(home), new Terminal(stream, false, Map.of()))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    assertThat(failure).isInstanceOf(FleetException.class);
                    stream.println(failure.getMessage());
                    return 1;
                })
                .setOut(new PrintWriter(stream, true, UTF_8))
                .setErr(new PrintWriter(stream, true, UTF_8));
        int exitCode = line.execute(arguments);
        return new Run(exitCode, output.toString(UTF_8).replace(System.lineSeparator(), "\n"));
    }

    private void giveUp(String id) throws Exception {
        Snowflake guild = new Snowflake(5);
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                id,
                0,
                1,
                "GUILD_CREATE",
                Instant.now(),
                Optional.of(guild),
                "session",
                new Version(1, 7),
                Optional.empty());
        try (TestPublisher publisher = new TestPublisher(server)) {
            publisher.publish(
                    Subjects.forDispatch("GUILD_CREATE", Partition.of(guild)),
                    envelope.headers(),
                    "{\"token\":\"secret\"}");
        }
        await().until(() -> run("list").output().lines().count() > 1
                && run("list", "--json").output().contains('"' + id + '"'));
    }
}
