package dev.jetcord.command.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.command.sync.CommandSynchroniser;
import dev.jetcord.command.sync.InMemoryOwnedCommands;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.testing.JavaProcess;
import dev.jetcord.testing.TestEnvironment;
import dev.jetcord.testing.TestGateway;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testkit.StreamOfActs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worker as a process: how it starts, and how it is stopped while a user waits. */
class WorkerProcessTest {
    private final TestNats server = TestNats.start();
    private final Map<String, String> environment = new HashMap<>();
    private SandboxDiscord sandbox;
    private StreamOfActs stream;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        // Its time stands still: on a busy machine a JVM may take longer to answer than the three seconds.
        Instant now = Instant.now();
        sandbox = SandboxDiscord.start(SandboxSettings.forTests().withClock(() -> now));
        environment.putAll(TestEnvironment.of(sandbox));
        environment.put("NATS_URL", server.url());
        environment.put("OPERATIONS_PORT", "0");
        try (NatsConnection nats =
                        new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
                DiscordRest discord = new DiscordRest(
                        Settings.load(environment, DiscordConfiguration::from),
                        new SimpleMeterRegistry(),
                        InstantSource.system(),
                        RandomGenerator.getDefault())) {
            nats.awaitConnected();
            new Provisioner(nats, 1).apply();
            new CommandSynchroniser(discord.commands(), new InMemoryOwnedCommands(), false)
                    .synchronise(List.of(SlowWorker.command()));
        }
        stream = new StreamOfActs(server);
        gateway = TestGateway.open(sandbox, stream);
    }

    @AfterEach
    void stop() {
        gateway.close();
        stream.close();
        sandbox.close();
        server.close();
    }

    @Test
    void finishesWhatRunsWithinTheBudgetAndEndsWithZero() throws Exception {
        try (JavaProcess worker = worker(1_000)) {
            Interaction interaction = sandbox.type("/slow");
            worker.awaitOutput("attempt 1 began");

            worker.signal("TERM");

            assertThat(worker.exitCode()).isZero();
            assertThat(text(interaction)).isEqualTo("Done at attempt 1");
            assertThat(worker.output()).contains("stopped in").doesNotContain("did not finish");
        }
    }

    @Test
    void endsWithOneOverTheBudgetAndAnotherWorkerAnswers() throws Exception {
        environment.put("STOP_TIMEOUT", "3s");
        Interaction interaction;
        try (JavaProcess worker = worker(60_000)) {
            interaction = sandbox.type("/slow");
            worker.awaitOutput("attempt 1 began");

            worker.signal("TERM");

            assertThat(worker.exitCode()).isEqualTo(1);
            assertThat(worker.output()).contains("1 messages did not finish within", "they are delivered again");
        }

        try (JavaProcess another = worker(0)) {
            assertThat(text(interaction)).isEqualTo("Done at attempt 2");
            another.signal("TERM");
            assertThat(another.exitCode()).isZero();
        }
    }

    @Test
    void anotherWorkerAnswersWhatAKilledOneHadInHand() throws Exception {
        Interaction interaction;
        try (JavaProcess worker = worker(60_000)) {
            interaction = sandbox.type("/slow");
            worker.awaitOutput("attempt 1 began");

            worker.signal("KILL");
        }

        try (JavaProcess another = worker(0)) {
            assertThat(text(interaction)).isEqualTo("Done at attempt 2");
            another.signal("TERM");
            assertThat(another.exitCode()).isZero();
        }
    }

    @Test
    void doesNotStartWithATokenThatDiscordRefuses() throws Exception {
        environment.put("DISCORD_TOKEN", SandboxSettings.forTests().token());

        try (JavaProcess worker = JavaProcess.start(SlowWorker.class, environment, "0")) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertThat(worker.output())
                    .contains("DISCORD_TOKEN is refused by " + sandbox.apiUrl())
                    .doesNotContain("\tat ", environment.get("DISCORD_TOKEN"));
        }
    }

    @Test
    void isReadyAlthoughDiscordCannotBeReached() throws Exception {
        sandbox.setFaults(new Faults(Duration.ZERO, OptionalInt.of(503), Integer.MAX_VALUE, "", false, false));

        try (JavaProcess worker = worker(0)) {
            assertThat(worker.get("/readyz").statusCode()).isEqualTo(200);
            worker.signal("TERM");
            assertThat(worker.exitCode()).isZero();
        }
    }

    private JavaProcess worker(long slowMillis) throws Exception {
        JavaProcess worker = JavaProcess.start(SlowWorker.class, environment, Long.toString(slowMillis));
        worker.awaitReady();
        return worker;
    }

    private String text(Interaction interaction) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> RunningWorker.messages(sandbox.await(interaction, Duration.ofMillis(1))).stream()
                                .map(message -> message.path("content").asText())
                                .filter(content -> !content.isEmpty())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
