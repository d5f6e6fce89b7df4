package dev.jetcord.command.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.command.Command;
import dev.jetcord.command.CommandRegistry;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.command.Option;
import dev.jetcord.command.builtin.BuiltInCommands;
import dev.jetcord.command.sync.CommandSynchroniser;
import dev.jetcord.command.sync.InMemoryOwnedCommands;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.interaction.InteractionDecoder;
import dev.jetcord.common.interaction.InteractionFailureReporter;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.testing.TestNats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The whole worker between a real NATS server and a local Discord: what a user sees of what stands in the stream. */
class CommandConsumerTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObjectMapper json = JsonMapper.builder().build();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private TestNats server;
    private NatsConnection nats;
    private SandboxDiscord sandbox;
    private DiscordRest discord;
    private AutoDeferral autoDeferral;
    private BaseNatsConsumer<dev.jetcord.common.interaction.Interaction> consumer;

    @BeforeEach
    void start() throws Exception {
        logged.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(logged);
        server = TestNats.start();
        nats = new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
        sandbox = SandboxDiscord.start(SandboxSettings.forTests());
        InstantSource clock = InstantSource.system();
        RandomGenerator random = RandomGenerator.getDefault();
        discord = new DiscordRest(
                Settings.load(
                        Map.of(
                                "DISCORD_TOKEN",
                                sandbox.token(),
                                "DISCORD_API_URL",
                                sandbox.apiUrl().toString()),
                        DiscordConfiguration::from),
                meters,
                clock,
                random);
        List<Command> commands = new ArrayList<>(BuiltInCommands.create("1.2.3", clock.instant(), clock));
        commands.add(Command.slash("broken", "Fails").handle(context -> {
            throw new IllegalStateException("what the user typed: hunter2");
        }));
        commands.add(Command.slash("silent", "Says nothing").handle(context -> {}));
        commands.add(Command.slash("slow", "Takes its time").handle(context -> {
            release.await();
            context.reply("At last");
        }));
        commands.add(Command.slash("deferred", "Thinks in public")
                .deferral(DeferralPolicy.DEFER_PUBLIC)
                .handle(context -> {
                    release.await();
                    throw new IllegalStateException("no");
                }));
        commands.add(Command.slash("greet", "Greets")
                .option(Option.user("who", "Whom").mandatory())
                .handle(context -> context.reply(
                        Reply.text("Hello, <@" + context.options().id("who").orElseThrow() + ">!"))));
        new CommandSynchroniser(discord.commands(), new InMemoryOwnedCommands(), false).synchronise(commands);
        autoDeferral = new AutoDeferral(discord.clock(), Duration.ofMillis(300));
        consumer = CommandConsumer.create(
                nats,
                new InteractionDecoder(json),
                new CommandDispatcher(
                        new CommandRegistry(commands),
                        discord.interactions(),
                        discord.clock(),
                        autoDeferral,
                        new CommandMetrics(meters),
                        random),
                new InteractionFailureReporter(discord.interactions(), json),
                new FlowLog(true),
                meters,
                clock,
                random);
        consumer.start();
    }

    @AfterEach
    void stop() throws Exception {
        release.countDown();
        consumer.drain(Duration.ofSeconds(5));
        autoDeferral.close();
        discord.close();
        sandbox.close();
        nats.close();
        server.close();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
    }

    @Test
    void answersPingWithEachLeg() throws Exception {
        Interaction interaction = type("ping", Json.array());

        assertThat(text(interaction))
                .contains("Pong!", "gateway to bridge:", "bridge to stream:", "stream to worker:", " ms");
        assertThat(sandbox.await(interaction, SOON).path("ephemeral").asBoolean())
                .isFalse();
        await().until(() -> handled("ping", "answered") == 1);
        await().untilAsserted(() -> assertThat(List.copyOf(logged.list))
                .filteredOn(event -> event.getLoggerName().equals("dev.jetcord.flow"))
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("slash "
                                + Long.toUnsignedString(interaction.origin().id()) + " answered in ")));
    }

    @Test
    void answersAHundredCommandsOfOneGuildSideBySide() throws Exception {
        sandbox.setFaults(Faults.latency(Duration.ofMillis(500)));

        for (int count = 0; count < 100; count++) {
            type("ping", Json.array());
        }

        await().until(() -> handled("ping", "answered") == 100);
        assertThat(sandbox.statistics().callbacksInFlightMax()).isEqualTo(100);
    }

    @Test
    void readsWhatTheUserEntered() throws Exception {
        ObjectNode option = Json.object().put("name", "who").put("type", 6).put("value", user());
        Interaction interaction = sandbox.type("/greet who:" + user());
        publish(
                interaction,
                InteractionKind.SLASH,
                "greet",
                slash("greet", Json.array().add(option)),
                2);

        assertThat(text(interaction)).isEqualTo("Hello, <@" + user() + ">!");
    }

    @Test
    void tellsOfAFailureOnceAndToTheUserAloneAndLogsItsReference() throws Exception {
        Interaction interaction = type("broken", Json.array());

        assertThat(text(interaction)).startsWith("Something went wrong on our side.\nReference: `");
        ObjectNode view = sandbox.await(interaction, SOON);
        assertThat(view.path("messages")).hasSize(1);
        assertThat(view.path("messages").path(0).path("ephemeral").asBoolean()).isTrue();
        String reference = text(interaction).replaceAll("(?s).*`(.*)`", "$1");
        await().until(() -> handled("broken", "failed") == 1);
        assertThat(List.copyOf(logged.list))
                .filteredOn(event -> event.getFormattedMessage().contains(reference))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getFormattedMessage()).contains("IllegalStateException", "broken"));
        assertThat(List.copyOf(logged.list))
                .allSatisfy(event -> assertThat(event.getFormattedMessage())
                        .doesNotContain("hunter2", interaction.origin().token(), sandbox.token()));
    }

    @Test
    void tellsOfAHandlerThatSaysNothing() throws Exception {
        assertThat(text(type("silent", Json.array()))).startsWith("Something went wrong");
    }

    @Test
    void defersWhatIsNotAnsweredInTime() throws Exception {
        Interaction interaction = type("slow", Json.array());
        await().until(() -> state(interaction).equals("thinking"));

        release.countDown();

        assertThat(text(interaction)).isEqualTo("At last");
    }

    @Test
    void takesAPublicDeferralAwayWhenTheHandlerFails() throws Exception {
        Interaction interaction = type("deferred", Json.array());
        await().until(() -> state(interaction).equals("thinking"));

        release.countDown();

        assertThat(text(interaction)).startsWith("Something went wrong");
        JsonNode messages = sandbox.await(interaction, SOON).path("messages");
        assertThat(messages.path(messages.size() - 1).path("ephemeral").asBoolean())
                .isTrue();
    }

    @Test
    void saysThatACommandIsUnknown() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        publish(interaction, InteractionKind.SLASH, "gone", slash("gone", Json.array()), 2);

        assertThat(text(interaction)).startsWith("I don't know that command.");
        assertThat(handled("unknown", "unknown")).isEqualTo(1);
    }

    @Test
    void tellsTheUserOfABodyThatBreaksTheContract() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        publish(interaction, InteractionKind.SLASH, "ping", Json.object(), 99);

        assertThat(text(interaction)).startsWith("Something went wrong on our side.\nReference: `");
    }

    @Test
    void suggestsCommandNames() throws Exception {
        Interaction interaction =
                sandbox.act(Json.object().put("type", "autocomplete").put("text", "/help command:p"));
        ObjectNode option = Json.object()
                .put("name", "command")
                .put("type", 3)
                .put("value", "p")
                .put("focused", true);
        publish(
                interaction,
                InteractionKind.AUTOCOMPLETE,
                "help",
                slash("help", Json.array().add(option)),
                4);

        ObjectNode view = sandbox.await(interaction, SOON);

        assertThat(view.path("choices")).hasSize(1);
        assertThat(view.path("choices").path(0).path("value").asText()).isEqualTo("ping");
    }

    private Interaction type(String name, JsonNode options) throws Exception {
        Interaction interaction = sandbox.type("/" + name);
        publish(interaction, InteractionKind.SLASH, name, slash(name, options), 2);
        return interaction;
    }

    private static ObjectNode slash(String name, JsonNode options) {
        ObjectNode data = Json.object().put("id", "1").put("type", 1).put("name", name);
        data.set("options", options);
        return data;
    }

    /** As the bridge does it. */
    private void publish(Interaction interaction, InteractionKind kind, String name, ObjectNode data, int type)
            throws Exception {
        Snowflake id = new Snowflake(interaction.origin().id());
        Snowflake guild =
                new Snowflake(sandbox.world().guilds().iterator().next().id());
        ObjectNode body = Json.object()
                .put("id", id.toString())
                .put("application_id", Long.toUnsignedString(sandbox.applicationId()))
                .put("type", type)
                .put("token", interaction.origin().token())
                .put("guild_id", guild.toString());
        body.set("data", data);
        ObjectNode member = body.putObject("member").put("permissions", "2147483647");
        member.putObject("user").put("id", user()).put("username", "ada");
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                id.toString(),
                0,
                1,
                "INTERACTION_CREATE",
                Instant.now(),
                Optional.of(guild),
                "session",
                new Version(1, 1),
                Optional.empty());
        Headers headers = new Headers();
        envelope.headers().forEach(headers::add);
        nats.connection()
                .jetStream()
                .publish(NatsMessage.builder()
                        .subject(Subjects.forInteraction(kind, name, Partition.of(guild)))
                        .headers(headers)
                        .data(body.toString().getBytes(UTF_8))
                        .build());
    }

    private String user() {
        return Long.toUnsignedString(sandbox.world().guilds().iterator().next().members().stream()
                .filter(member -> !member.user().bot())
                .findFirst()
                .orElseThrow()
                .user()
                .id());
    }

    private String state(Interaction interaction) throws InterruptedException {
        return sandbox.await(interaction, Duration.ofMillis(1)).path("state").asText();
    }

    private String text(Interaction interaction) throws InterruptedException {
        await().until(() -> state(interaction).equals("answered"));
        JsonNode messages = sandbox.await(interaction, SOON).path("messages");
        return messages.path(messages.size() - 1).path("content").asText();
    }

    private double handled(String command, String outcome) {
        return meters.find("jetcord.commands.handled").tags("command", command, "outcome", outcome).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
