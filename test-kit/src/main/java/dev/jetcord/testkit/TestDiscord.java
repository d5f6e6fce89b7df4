package dev.jetcord.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.discord.InteractionApi;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.testing.TestEnvironment;
import dev.jetcord.testing.TestGateway;
import dev.jetcord.testing.TestNats;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A local Discord, the client that answers its users, and the way of what they do into a worker's stream:
 *
 * <pre>{@code
 * try (TestDiscord discord = TestDiscord.start(metrics);
 *         TestConsumer<Interaction> consumer = worker(discord.interactions()).start()) {
 *     discord.register(command);
 *     discord.connect(consumer.server());
 *     assertThat(discord.type("/greet").awaitAnswer().content()).isEqualTo("Hello!");
 * }
 * }</pre>
 */
public final class TestDiscord implements AutoCloseable {
    private final List<Runnable> connections = new ArrayList<>();
    private final SandboxDiscord sandbox;
    private final DiscordRest rest;

    private TestDiscord(SandboxDiscord sandbox, DiscordRest rest) {
        this.sandbox = sandbox;
        this.rest = rest;
    }

    /** A Discord with its default guild. */
    public static TestDiscord start(MeterRegistry metrics) throws Exception {
        return start(SandboxSettings.forTests(), InstantSource.system(), metrics);
    }

    /**
     * A Discord of one's own.
     *
     * @param machine the worker's clock, which may be wrong
     */
    public static TestDiscord start(SandboxSettings settings, InstantSource machine, MeterRegistry metrics)
            throws Exception {
        SandboxDiscord sandbox = SandboxDiscord.start(settings);
        try {
            DiscordConfiguration configuration = Settings.load(TestEnvironment.of(sandbox), DiscordConfiguration::from);
            return new TestDiscord(
                    sandbox, new DiscordRest(configuration, metrics, machine, RandomGenerator.getDefault()));
        } catch (RuntimeException failure) {
            sandbox.close();
            throw failure;
        }
    }

    /** Registers a command (Discord, "Application Command Structure"). */
    public void register(JsonNode definition) throws Exception {
        var _ = rest.commands().create(definition);
    }

    /** From now on what users do goes into the server's stream, as the bridge would put it there. */
    public StreamOfActs connect(TestNats server) throws Exception {
        StreamOfActs stream = new StreamOfActs(server);
        connections.add(stream::close);
        TestGateway gateway = TestGateway.open(sandbox, stream);
        connections.add(gateway::close);
        return stream;
    }

    /** A user types a slash command. */
    public UserAct type(String text) throws Exception {
        return new UserAct(sandbox, sandbox.type(text));
    }

    /** A user presses a button, or chooses in a menu, of the last message that answered an act. */
    public UserAct use(UserAct answered, String customId, String... values) throws Exception {
        Interaction before = answered.interaction();
        ObjectNode request = Json.object()
                .put("type", "component")
                .put("interaction", Long.toUnsignedString(before.origin().id()))
                .put("custom_id", customId);
        for (String value : values) {
            request.withArray("values").add(value);
        }
        return act(request);
    }

    /** A user acts; the request is that of the sandbox's {@code POST /control/interactions}. */
    public UserAct act(ObjectNode request) throws Exception {
        return new UserAct(sandbox, sandbox.act(request));
    }

    /** What a handler answers by. */
    public InteractionApi interactions() {
        return rest.interactions();
    }

    public DiscordRest rest() {
        return rest;
    }

    /** Its guilds, faults and statistics. */
    public SandboxDiscord sandbox() {
        return sandbox;
    }

    @Override
    public void close() {
        connections.reversed().forEach(Runnable::run);
        rest.close();
        sandbox.close();
    }
}
