package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.bridge.Main;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.gateway.GatewayRules;
import dev.jetcord.testing.JavaProcess;
import dev.jetcord.testing.TestEnvironment;
import dev.jetcord.testing.TestNats;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bridge as a process that Discord or NATS do not let in: how it ends, or waits, and what it says of it. */
class RefusedBridgeTest {
    private final TestNats nats = TestNats.start();
    private SandboxDiscord discord;

    @BeforeEach
    void start() throws Exception {
        // Discord has approved no privileged intent.
        discord = SandboxDiscord.start(
                SandboxSettings.forTests().withRules(new GatewayRules(1, 0, 1, DiscordLimits.IDENTIFIES)));
        try (NatsConnection connection =
                new NatsConnection(new NatsConfiguration(List.of(nats.url()), Optional.empty()), "test")) {
            connection.awaitConnected();
            new Provisioner(connection, 1).apply();
        }
    }

    @AfterEach
    void stop() {
        discord.close();
        nats.close();
    }

    @Test
    void aWrongTokenEndsItWithWhatToDo() throws Exception {
        String wrong = SandboxSettings.forTests().token();
        try (JavaProcess bridge = bridge(Map.of("DISCORD_TOKEN", wrong))) {
            assertThat(bridge.exitCode()).isNotZero();
            assertThat(bridge.output()).contains("DISCORD_TOKEN", "401").doesNotContain(wrong);
        }
    }

    @Test
    void aMissingTokenEndsItWithWhatToDo() throws Exception {
        try (JavaProcess bridge = bridge(Map.of("DISCORD_TOKEN", ""))) {
            assertThat(bridge.exitCode()).isEqualTo(2);
            assertThat(bridge.output()).contains("DISCORD_TOKEN").doesNotContain("\tat ");
        }
    }

    @Test
    void anIntentThatIsNotAllowedEndsItWithWhatToDo() throws Exception {
        try (JavaProcess bridge = bridge(Map.of("DISCORD_INTENTS", "GUILDS,GUILD_MEMBERS"))) {
            assertThat(bridge.exitCode()).isNotZero();
            assertThat(bridge.output()).contains("4014", "GUILD_MEMBERS", "Developer Portal");
        }
    }

    @Test
    void withoutNatsItWaitsAndSaysSoAndBeginsWhenNatsIsThere() throws Exception {
        nats.kill();
        try (JavaProcess bridge = bridge(Map.of())) {
            bridge.awaitOutput("NATS");
            await().untilAsserted(() -> {
                assertThat(bridge.get("/readyz").statusCode()).isEqualTo(503);
                assertThat(bridge.get("/readyz").body()).containsIgnoringCase("NATS");
                assertThat(bridge.get("/livez").statusCode()).isEqualTo(200);
            });

            nats.restart();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> bridge.get("/readyz").statusCode() == 200);
        }
    }

    private JavaProcess bridge(Map<String, String> more) throws Exception {
        var environment = new HashMap<>(TestEnvironment.of(discord));
        environment.put("NATS_URL", nats.url());
        environment.put("OPERATIONS_PORT", "0");
        environment.putAll(more);
        return JavaProcess.start(Main.class, environment);
    }
}
