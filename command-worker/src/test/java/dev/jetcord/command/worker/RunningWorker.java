package dev.jetcord.command.worker;

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
import dev.jetcord.command.sync.CommandSynchroniser;
import dev.jetcord.command.sync.InMemoryOwnedCommands;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.discord.InteractionReference;
import dev.jetcord.common.interaction.InteractionDecoder;
import dev.jetcord.common.interaction.InteractionFailureReporter;
import dev.jetcord.common.messaging.Announcements;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.testkit.ProvisionedNats;
import dev.jetcord.testkit.StreamOfActs;
import dev.jetcord.testkit.TestDiscord;
import dev.jetcord.testkit.UserAct;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.LoggerFactory;

/** The whole worker with some commands, between a real NATS server and a local Discord whose users act. */
public final class RunningWorker implements AutoCloseable {
    private static final Duration DEFER_AFTER = Duration.ofMillis(300);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final ProvisionedNats nats = ProvisionedNats.start();
    private final TestDiscord discord;
    private final AutoDeferral autoDeferral;
    private final BaseNatsConsumer<dev.jetcord.common.interaction.Interaction> consumer;
    private final StreamOfActs stream;

    private RunningWorker(
            SandboxSettings settings, InstantSource machine, Function<NatsConnection, List<Command>> making)
            throws Exception {
        logged.start();
        root().addAppender(logged);
        List<Command> commands = making.apply(nats.connection());
        discord = TestDiscord.start(settings, machine, meters);
        stream = discord.connect(nats.server());
        new CommandSynchroniser(discord.rest().commands(), new InMemoryOwnedCommands(), false).synchronise(commands);
        autoDeferral = new AutoDeferral(discord.rest().clock(), DEFER_AFTER);
        consumer = consumer(machine, commands);
        consumer.start();
    }

    public static RunningWorker with(Command... commands) throws Exception {
        return with(SandboxSettings.forTests(), commands);
    }

    public static RunningWorker with(SandboxSettings settings, Command... commands) throws Exception {
        return with(settings, InstantSource.system(), commands);
    }

    /**
     * Starts it.
     *
     * @param machine the worker's clock, which may be wrong
     */
    public static RunningWorker with(SandboxSettings settings, InstantSource machine, Command... commands)
            throws Exception {
        return new RunningWorker(settings, machine, _ -> List.of(commands));
    }

    /** Starts it with commands that ask other services over NATS. */
    public static RunningWorker with(Function<NatsConnection, List<Command>> commands) throws Exception {
        return new RunningWorker(SandboxSettings.forTests(), InstantSource.system(), commands);
    }

    private BaseNatsConsumer<dev.jetcord.common.interaction.Interaction> consumer(
            InstantSource machine, List<Command> commands) throws Exception {
        ObjectMapper json = JsonMapper.builder().build();
        RandomGenerator random = RandomGenerator.getDefault();
        Announcements announcements = new Announcements(nats.connection());
        return CommandConsumer.create(
                nats.connection(),
                new InteractionDecoder(json),
                new CommandDispatcher(
                        new CommandRegistry(commands),
                        discord.interactions(),
                        discord.rest().clock(),
                        autoDeferral,
                        new CommandMetrics(meters),
                        announcements::acknowledged,
                        random),
                new InteractionFailureReporter(discord.interactions(), json, announcements::acknowledged),
                new FlowLog(true),
                meters,
                machine,
                random);
    }

    public SandboxDiscord sandbox() {
        return discord.sandbox();
    }

    public NatsConnection nats() {
        return nats.connection();
    }

    public StreamOfActs stream() {
        return stream;
    }

    /** A user types a slash command. */
    public Interaction type(String text) throws Exception {
        return sandbox().type(text);
    }

    /** A user presses a button, or chooses in a menu, of the last message that answered an interaction. */
    public Interaction use(Interaction answered, String customId, String... values) throws Exception {
        return discord.use(new UserAct(sandbox(), answered), customId, values).interaction();
    }

    /** Somebody else defers the interaction, in public. */
    void defer(Interaction interaction) throws Exception {
        discord.interactions()
                .respond(
                        new InteractionReference(
                                new Snowflake(interaction.origin().id()),
                                new Snowflake(sandbox().applicationId()),
                                new Secret(interaction.origin().token())),
                        Json.object().put("type", 5));
    }

    public static String id(Interaction interaction) {
        return Long.toUnsignedString(interaction.origin().id());
    }

    /** What the user sees at this moment. */
    public ObjectNode view(Interaction interaction) throws InterruptedException {
        return sandbox().await(interaction, Duration.ofMillis(1));
    }

    public String state(Interaction interaction) throws InterruptedException {
        return view(interaction).path("state").asText();
    }

    /** What the user sees, as soon as there is an answer. */
    public ObjectNode answer(Interaction interaction) throws InterruptedException {
        await().until(() -> state(interaction).equals("answered"));
        return view(interaction);
    }

    /** The latest message that the user sees and nobody has deleted, as soon as there is an answer. */
    public JsonNode message(Interaction interaction) throws InterruptedException {
        List<JsonNode> shown = messages(answer(interaction));
        return shown.getLast();
    }

    /** The text of that message. */
    public String text(Interaction interaction) throws InterruptedException {
        return message(interaction).path("content").asText();
    }

    public static List<JsonNode> messages(JsonNode view) {
        return view.path("messages")
                .valueStream()
                .filter(message -> !message.path("deleted").asBoolean())
                .toList();
    }

    /** How many interactions of a command came to this. */
    double handled(String command, String outcome) {
        return meters.find("jetcord.commands.handled").tags("command", command, "outcome", outcome).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** How many deliveries of the consumer were settled so. */
    double settled(String outcome) {
        return meters.get("jetcord.consumer.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    List<ILoggingEvent> logged() {
        return List.copyOf(logged.list);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    public void close() {
        try {
            consumer.drain(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        autoDeferral.close();
        discord.close();
        nats.close();
        root().detachAppender(logged);
    }
}
