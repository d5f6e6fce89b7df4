package dev.jetcord.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.command.builtin.BuiltInCommands;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.interaction.InteractionDecoder;
import dev.jetcord.common.interaction.InteractionFailureReporter;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.service.ServiceMain;
import dev.jetcord.common.service.WorkerProcess;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Answers interactions. */
public final class Main {
    private static final String NAME = "command-worker";

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), CommandWorkerConfiguration::from)));
    }

    private static void run(CommandWorkerConfiguration configuration) throws Exception {
        InstantSource clock = InstantSource.system();
        RandomGenerator random = RandomGenerator.getDefault();
        String version = ServiceMain.version(Main.class);
        PrometheusMeterRegistry registry = ServiceMetrics.registry(NAME, version);
        ObjectMapper json = JsonMapper.builder().build();

        CommandRegistry commands = new CommandRegistry(BuiltInCommands.create(version, clock.instant(), clock));
        WorkerProcess process = new WorkerProcess(NAME, configuration.service(), registry);
        DiscordRest discord = new DiscordRest(configuration.discord(), registry, clock, random);
        process.onStop("Discord client", budget -> discord.close());
        AutoDeferral autoDeferral = new AutoDeferral(discord.clock(), configuration.deferAfter());
        process.onStop("deferral timer", budget -> autoDeferral.close());

        CommandDispatcher dispatcher = new CommandDispatcher(
                commands, discord.interactions(), discord.clock(), autoDeferral, new CommandMetrics(registry), random);
        process.consume(CommandConsumer.create(
                process.connect(),
                new InteractionDecoder(json),
                dispatcher,
                new InteractionFailureReporter(discord.interactions(), json),
                registry,
                clock,
                random));
    }
}
