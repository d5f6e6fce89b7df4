package dev.jetcord.common.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.TraceContext;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscordRestTest {
    private static final int AT_ONCE = 100;
    private static final int MOST_GOES = 20;

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

    /**
     * Whether a hundred requests begin within the 200 ms of the first is also a matter of how busy the machine is, so it may
     * take several goes; a limit anywhere in the client would hold in each of them.
     */
    @Test
    void hasAHundredCallbacksInFlightTogether() throws Exception {
        sandbox.setFaults(Faults.latency(Duration.ofMillis(200)));

        for (int go = 0; go < MOST_GOES && sandbox.statistics().callbacksInFlightMax() < AT_ONCE; go++) {
            respondAtOnce();
        }

        assertThat(sandbox.statistics().callbacksInFlightMax()).isEqualTo(AT_ONCE);
        assertThat(discord.rememberedInteractions()).isZero();
    }

    private void respondAtOnce() throws Exception {
        List<InteractionReference> interactions = new ArrayList<>();
        for (int count = 0; count < AT_ONCE; count++) {
            interactions.add(reference(sandbox.type("/ping")));
        }
        List<Callable<Acknowledgement>> calls = interactions.stream()
                .<Callable<Acknowledgement>>map(
                        interaction -> () -> discord.interactions().respond(interaction, message()))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(calls);
        }
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

    @Test
    void sendsTheTraceThatItWorksFor() throws Exception {
        String trace = TraceContext.begin("1");
        List<@Nullable String> sent = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            sent.add(exchange.getRequestHeaders().getFirst("traceparent"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        InteractionReference interaction = reference(sandbox.type("/ping"));
        try (DiscordRest traced =
                client(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v10"))) {
            TraceContext.run(trace, () -> respond(traced, interaction));
            respond(traced, interaction);
        } finally {
            server.stop(0);
        }

        assertThat(sent).containsExactly(trace, null);
    }

    private static void respond(DiscordRest discord, InteractionReference interaction) {
        try {
            discord.interactions().respond(interaction, message());
        } catch (DiscordException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
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
