package dev.jetcord.provision;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.command.Command;
import dev.jetcord.command.builtin.BuiltInCommands;
import dev.jetcord.command.eligibility.EligibilityCommands;
import dev.jetcord.command.sync.CommandConflictException;
import dev.jetcord.command.sync.CommandPolicies;
import dev.jetcord.command.sync.CommandSynchroniser;
import dev.jetcord.command.sync.StoredOwnedCommands;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.TopologyException;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.service.ServiceException;
import dev.jetcord.common.service.ServiceMain;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the declared topology and the command definitions once, and ends. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final String NAME = "provision";
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), Configuration::from)));
    }

    private static void run(Configuration configuration) throws ServiceException, InterruptedException {
        try {
            provision(configuration);
        } catch (DiscordException refused) {
            if (refused.isTokenRefused()) {
                throw configuration.discord().tokenRefused();
            }
            throw new ServiceException(String.valueOf(refused.getMessage()), refused);
        } catch (TopologyException | CommandConflictException | IOException explained) {
            throw new ServiceException(String.valueOf(explained.getMessage()), explained);
        }
    }

    // A cluster that has just started answers nothing, or refuses, until it has elected its leaders.
    private static void provision(Configuration configuration)
            throws TopologyException, CommandConflictException, DiscordException, IOException, InterruptedException {
        long deadline = System.nanoTime() + configuration.natsWait().toNanos();
        Duration left = configuration.natsWait();
        while (true) {
            try {
                provision(configuration, left);
                return;
            } catch (TopologyException | IOException failed) {
                left = Duration.ofNanos(deadline - System.nanoTime()).minus(RETRY_PAUSE);
                boolean passing = !(failed instanceof TopologyException refused) || refused.isPassing();
                if (!passing || left.isNegative()) {
                    throw failed;
                }
                LOG.warn("{}; trying again", failed.getMessage());
                Thread.sleep(RETRY_PAUSE);
            }
        }
    }

    private static void provision(Configuration configuration, Duration natsWait)
            throws TopologyException, CommandConflictException, DiscordException, IOException, InterruptedException {
        InstantSource clock = InstantSource.system();
        String version = ServiceMain.version(Main.class);
        try (NatsConnection nats = new NatsConnection(configuration.nats(), NAME);
                DiscordRest discord = new DiscordRest(
                        configuration.discord(),
                        ServiceMetrics.registry(NAME, version),
                        clock,
                        RandomGenerator.getDefault())) {
            nats.awaitConnected(natsWait);
            new Provisioner(nats, configuration.replicas()).apply();

            List<Command> commands = BuiltInCommands.create(
                    version, clock.instant(), clock, EligibilityCommands.create(new Requests(nats)));
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
     * @param natsWait how long to wait for NATS, until it answers as well
     * @param replicas copies of each stream
     * @param adopt whether a command that somebody else created under one of our names becomes ours
     */
    private record Configuration(
            NatsConfiguration nats, Duration natsWait, DiscordConfiguration discord, int replicas, boolean adopt) {
        private static Configuration from(Settings settings) {
            return new Configuration(
                    NatsConfiguration.from(settings),
                    settings.duration("NATS_WAIT", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofHours(1)),
                    DiscordConfiguration.from(settings),
                    settings.integer("STREAM_REPLICAS", 1, 1, 5),
                    settings.flag("ADOPT_COMMANDS", false));
        }
    }
}
