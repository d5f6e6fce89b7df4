package dev.jetcord.command.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.command.Command;
import dev.jetcord.command.CommandRegistry;
import dev.jetcord.command.builtin.BuiltInCommands;
import dev.jetcord.command.eligibility.EligibilityCommands;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.interaction.InteractionDecoder;
import dev.jetcord.common.interaction.InteractionFailureReporter;
import dev.jetcord.common.messaging.Announcements;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.service.ServiceMain;
import dev.jetcord.common.service.WorkerProcess;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers interactions. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);
    private static final String NAME = "command-worker";

    private Main() {}

    public static void main(String[] args) {
        InstantSource clock = InstantSource.system();
        Instant startedAt = clock.instant();
        run(nats -> BuiltInCommands.create(
                ServiceMain.version(Main.class), startedAt, clock, EligibilityCommands.create(new Requests(nats))));
    }

    /** Does it with these commands, for a bot that brings its own {@code main}. Returns when the process was stopped. */
    public static void run(List<Command> commands) {
        run(_ -> commands);
    }

    /**
     * Does it with commands that ask other services.
     *
     * @param commands made with the connection to do so
     */
    public static void run(Function<NatsConnection, List<Command>> commands) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), CommandWorkerConfiguration::from), commands));
    }

    private static void run(CommandWorkerConfiguration configuration, Function<NatsConnection, List<Command>> commands)
            throws Exception {
        InstantSource clock = InstantSource.system();
        RandomGenerator random = RandomGenerator.getDefault();
        ObjectMapper json = JsonMapper.builder().build();

        WorkerProcess process = new WorkerProcess(NAME, ServiceMain.version(Main.class), configuration.service());
        PrometheusMeterRegistry registry = process.registry();
        DiscordRest discord = new DiscordRest(configuration.discord(), registry, clock, random);
        process.onStop("Discord client", budget -> discord.close());
        AutoDeferral autoDeferral = new AutoDeferral(discord.clock(), configuration.deferAfter());
        process.onStop("deferral timer", budget -> autoDeferral.close());

        signIn(discord, configuration.discord());
        NatsConnection nats = process.connect();
        Announcements announcements = new Announcements(nats);
        CommandDispatcher dispatcher = new CommandDispatcher(
                new CommandRegistry(commands.apply(nats)),
                discord.interactions(),
                discord.clock(),
                autoDeferral,
                new CommandMetrics(registry),
                announcements::acknowledged,
                random);
        process.consume(
                Topology.COMMAND_WORKER,
                CommandConsumer.create(
                        nats,
                        new InteractionDecoder(json),
                        dispatcher,
                        new InteractionFailureReporter(discord.interactions(), json, announcements::acknowledged),
                        new FlowLog(configuration.logFlow()),
                        registry,
                        clock,
                        random));
    }

    /** Beside everything else: a Discord that cannot be reached yet is no reason not to take interactions. */
    private static void signIn(DiscordRest discord, DiscordConfiguration configuration) {
        Thread.ofPlatform()
                .name("sign-in")
                .daemon()
                .start(() -> ServiceMain.run(NAME, () -> {
                    try {
                        discord.signIn();
                    } catch (DiscordException refused) {
                        if (refused.isTokenRefused()) {
                            throw configuration.tokenRefused();
                        }
                        log.warn("Discord cannot be reached yet. {}", refused.getMessage());
                    }
                }));
    }
}
