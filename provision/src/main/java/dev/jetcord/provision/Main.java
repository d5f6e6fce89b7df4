package dev.jetcord.provision;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.command.Command;
import dev.jetcord.command.builtin.BuiltInCommands;
import dev.jetcord.command.sync.CommandPolicies;
import dev.jetcord.command.sync.CommandSynchroniser;
import dev.jetcord.command.sync.StoredOwnedCommands;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.service.ServiceMain;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the declared topology and the command definitions once, and ends. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final String NAME = "provision";

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), Configuration::from)));
    }

    private static void run(Configuration configuration) throws Exception {
        InstantSource clock = InstantSource.system();
        String version = ServiceMain.version(Main.class);
        try (NatsConnection nats = new NatsConnection(configuration.nats(), NAME);
                DiscordRest discord = new DiscordRest(
                        configuration.discord(),
                        ServiceMetrics.registry(NAME, version),
                        clock,
                        RandomGenerator.getDefault())) {
            nats.awaitConnected();
            new Provisioner(nats, configuration.replicas()).apply();

            List<Command> commands = BuiltInCommands.create(version, clock.instant(), clock);
            StoredOwnedCommands owned = new StoredOwnedCommands(
                    new KeyValueBucket(nats, Topology.OWNED_COMMANDS_BUCKET),
                    configuration.discord().applicationId(),
                    JsonMapper.builder().build());
            new CommandSynchroniser(discord.commands(), owned, configuration.adopt())
                    .synchronise(commands)
                    .forEach(LOG::info);
            new CommandPolicies(new KeyValueBucket(nats, Topology.COMMAND_POLICIES_BUCKET)).publish(commands);
        }
    }

    /**
     * What provisioning needs.
     *
     * @param replicas copies of each stream
     * @param adopt whether a command that somebody else created under one of our names becomes ours
     */
    private record Configuration(NatsConfiguration nats, DiscordConfiguration discord, int replicas, boolean adopt) {
        private static Configuration from(Settings settings) {
            return new Configuration(
                    NatsConfiguration.from(settings),
                    DiscordConfiguration.from(settings),
                    settings.integer("STREAM_REPLICAS", 1, 1, 5),
                    settings.flag("ADOPT_COMMANDS", false));
        }
    }
}
