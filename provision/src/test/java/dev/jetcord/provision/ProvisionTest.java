package dev.jetcord.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.testing.JavaProcess;
import dev.jetcord.testing.TestEnvironment;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testing.TestNatsCluster;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The job as a process, against a real NATS server and a local Discord: exit codes and what an operator reads. */
class ProvisionTest {
    private final TestNats server = TestNats.start();
    private final Map<String, String> environment = new HashMap<>();
    private SandboxDiscord sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxDiscord.start(SandboxSettings.forTests());
        environment.putAll(TestEnvironment.of(sandbox));
        environment.put("NATS_URL", server.url());
    }

    @AfterEach
    void stop() {
        sandbox.close();
        server.close();
    }

    @Test
    void createsEverythingOnceAndChangesNothingInASecondRun() throws Exception {
        Ended first = provision();
        Ended second = provision();

        assertThat(first.output()).contains("created stream COMMANDS", "created bucket", "created /ping");
        assertThat(first.exitCode()).isZero();
        assertThat(second.output())
                .contains("unchanged /ping", "unchanged /help")
                .doesNotContain("created", "updated");
        assertThat(second.exitCode()).isZero();
        assertThat(sandbox.commands().names(OptionalLong.empty(), 1)).contains("ping", "about", "help");
        try (NatsConnection nats = connect()) {
            KeyValueBucket policies = new KeyValueBucket(nats, Topology.COMMAND_POLICIES_BUCKET);
            assertThat(policies.get("slash.ping"))
                    .hasValueSatisfying(
                            policy -> assertThat(new String(policy, UTF_8)).isEqualTo("immediate"));
        }
    }

    @Test
    void mendsWhatWasChangedByHandAndSaysSo() throws Exception {
        provision();
        try (NatsConnection nats = connect()) {
            JetStreamManagement management = nats.connection().jetStreamManagement();
            management.updateStream(StreamConfiguration.builder(
                            management.getStreamInfo(Topology.COMMANDS).getConfiguration())
                    .maxAge(Duration.ofMinutes(15))
                    .build());
        }

        Ended ended = provision();

        assertThat(ended.output()).contains("updated stream COMMANDS");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void saysWhatTheServerWillNotChange() throws Exception {
        try (NatsConnection nats = connect()) {
            nats.connection()
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(Topology.ELIGIBILITY)
                            .subjects("eligibility.>")
                            .retentionPolicy(RetentionPolicy.Limits)
                            .build());
        }

        assertRefused(provision(), 1, "NATS refuses stream ELIGIBILITY");
    }

    @Test
    void endsWhenNatsIsNotThere() throws Exception {
        server.stop();
        environment.put("NATS_WAIT", "500ms");

        assertRefused(provision(), 1, "cannot be reached; start it or correct NATS_URL (waited PT0.5S)");
    }

    @Test
    void waitsForAClusterThatHasNoLeaderYet() throws Exception {
        try (TestNatsCluster cluster = new TestNatsCluster()) {
            environment.put("NATS_URL", cluster.url());
            environment.put("STREAM_REPLICAS", "3");
            assertThat(provision().exitCode()).isZero();
            cluster.node("node-1").kill();
            cluster.node("node-2").kill();

            try (JavaProcess process = JavaProcess.start(Main.class, environment)) {
                process.awaitOutput("trying again");
                cluster.node("node-1").restart();
                cluster.node("node-2").restart();

                assertThat(process.exitCode()).isZero();
            }
        }
    }

    @Test
    void saysThatATokenHasNotTheFormOfOne() throws Exception {
        environment.put("DISCORD_TOKEN", "hunter2");

        Ended ended = provision();

        assertRefused(ended, 2, "DISCORD_TOKEN is not a bot token");
        assertThat(ended.output()).doesNotContain("hunter2");
    }

    @Test
    void saysThatDiscordRefusesTheToken() throws Exception {
        String other = SandboxSettings.forTests().token();
        environment.put("DISCORD_TOKEN", other);

        Ended ended = provision();

        assertRefused(ended, 2, "DISCORD_TOKEN is refused by " + sandbox.apiUrl());
        assertThat(ended.output()).doesNotContain(other);
    }

    @Test
    void neverReplacesACommandThatItDidNotCreateWithoutBeingToldTo() throws Exception {
        sandbox.commands()
                .upsert(OptionalLong.empty(), Json.object().put("name", "ping").put("description", "Somebody else's"));

        assertRefused(provision(), 1, "/ping. Nothing was changed.");
        assertThat(sandbox.commands().names(OptionalLong.empty(), 1)).containsExactly("ping");

        environment.put("ADOPT_COMMANDS", "true");
        Ended adopting = provision();

        assertThat(adopting.output()).contains("adopted and changed /ping", "created /help");
        assertThat(adopting.exitCode()).isZero();
    }

    private record Ended(int exitCode, String output) {}

    private static void assertRefused(Ended ended, int exitCode, String message) {
        assertThat(ended.output()).contains(message).doesNotContain("\tat ");
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }

    private Ended provision() throws Exception {
        try (JavaProcess process = JavaProcess.start(Main.class, environment)) {
            int exitCode = process.exitCode();
            return new Ended(exitCode, process.output());
        }
    }

    private NatsConnection connect() throws InterruptedException {
        NatsConnection nats =
                new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
        nats.awaitConnected();
        return nats;
    }
}
