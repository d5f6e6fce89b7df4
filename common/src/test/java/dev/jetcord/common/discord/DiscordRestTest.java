package dev.jetcord.common.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscordRestTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private SandboxDiscord sandbox;
    private DiscordRest discord;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxDiscord.start(SandboxSettings.forTests());
        sandbox.commands()
                .upsert(OptionalLong.empty(), Json.object().put("name", "ping").put("description", "Answers"));
        discord = client(sandbox.apiUrl());
    }

    @AfterEach
    void stop() {
        discord.close();
        sandbox.close();
    }

    @Test
    void hasAHundredCallbacksInFlightTogether() throws Exception {
        // What a client's first call has to load and connect is not part of a user's three seconds.
        discord.interactions().respond(reference(sandbox.type("/ping")), message());
        sandbox.setFaults(Faults.latency(Duration.ofSeconds(1)));
        List<Interaction> interactions = new ArrayList<>();
        for (int count = 0; count < 100; count++) {
            interactions.add(sandbox.type("/ping"));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Acknowledgement>> answers = interactions.stream()
                    .map(interaction ->
                            threads.submit(() -> discord.interactions().respond(reference(interaction), message())))
                    .toList();
            for (Future<Acknowledgement> answer : answers) {
                assertThat(answer.get()).isEqualTo(Acknowledgement.ACCEPTED);
            }
        }

        assertThat(sandbox.statistics().callbacksInFlightMax()).isEqualTo(100);
        assertThat(discord.rememberedInteractions()).isZero();
    }

    @Test
    void repeatsAFirstResponseThatDiscordFailed() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        sandbox.setFaults(Faults.read(Json.object()
                .put("rest_status", 503)
                .put("rest_status_count", 2)
                .put("rest_path", "/callback")));

        discord.interactions().respond(reference(interaction), message());

        assertThat(meters.get("jetcord.discord.retries")
                        .tag("cause", "server_error")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(sandbox.await(interaction, Duration.ofSeconds(1))
                        .path("state")
                        .asText())
                .isEqualTo("answered");
    }

    @Test
    void tellsThatSomebodyElseHasResponded() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        discord.interactions().respond(reference(interaction), message());

        assertThat(discord.interactions().respond(reference(interaction), message()))
                .isEqualTo(Acknowledgement.ALREADY_ACKNOWLEDGED);
    }

    @Test
    void namesDiscordsCodeAndNeverTheToken() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        InteractionReference reference = reference(interaction);

        DiscordException refused = catchThrowableOfType(
                DiscordException.class,
                () -> discord.interactions()
                        .respond(
                                reference, JsonNodeFactory.instance.objectNode().put("type", 99)));

        assertThat(refused.kind()).isEqualTo(DiscordException.Kind.REFUSED);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.getMessage())
                .contains("/interactions/{interaction.id}/{interaction.token}/callback", "50035")
                .doesNotContain(reference.token().reveal());
        assertThat(refused.getCause()).isNull();
    }

    @Test
    void tellsThatDiscordCannotBeReached() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        try (DiscordRest nowhere = client(URI.create("http://127.0.0.1:1/api/v10"))) {
            DiscordException failure = catchThrowableOfType(
                    DiscordException.class, () -> nowhere.interactions().respond(reference(interaction), message()));

            assertThat(failure.kind()).isEqualTo(DiscordException.Kind.UNREACHABLE);
            assertThat(failure.getMessage()).contains("no connection").contains("attempts");
        }
    }

    @Test
    void reportsATokenThatIsNone() {
        assertThat(catchThrowableOfType(
                                dev.jetcord.common.config.ConfigurationException.class,
                                () -> Settings.load(Map.of("DISCORD_TOKEN", "not-a-token"), DiscordConfiguration::from))
                        .getMessage())
                .contains("DISCORD_TOKEN is not a bot token")
                .doesNotContain("not-a-token");
    }

    private DiscordRest client(URI apiUrl) {
        DiscordConfiguration configuration = Settings.load(
                Map.of("DISCORD_TOKEN", sandbox.token(), "DISCORD_API_URL", apiUrl.toString()),
                DiscordConfiguration::from);
        return new DiscordRest(configuration, meters, InstantSource.system(), RandomGenerator.getDefault());
    }

    private InteractionReference reference(Interaction interaction) {
        return new InteractionReference(
                new Snowflake(interaction.origin().id()),
                new Snowflake(sandbox.applicationId()),
                new Secret(interaction.origin().token()));
    }

    private static ObjectNode message() {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("type", 4);
        response.putObject("data").put("content", "Pong");
        return response;
    }
}
