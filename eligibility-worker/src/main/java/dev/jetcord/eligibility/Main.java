package dev.jetcord.eligibility;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.directory.DirectoryClient;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.discord.SharedRestBudget;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.service.Meanwhile;
import dev.jetcord.common.service.ServiceMain;
import dev.jetcord.common.service.WorkerProcess;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseSettings;
import dev.jetcord.eligibility.chain.Chains;
import dev.jetcord.eligibility.chain.RuleAdmission;
import dev.jetcord.eligibility.guild.Guilds;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Decides who is eligible for a role, and gives and takes it. */
public final class Main {
    private static final String NAME = "eligibility-worker";
    private static final String VERSION = ServiceMain.version(Main.class);
    private static final String SCHEMA = "eligibility";
    private static final int SCHEMA_VERSION = 1;
    private static final int CONNECTIONS = 8;

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), EligibilityWorkerConfiguration::from)));
    }

    private static void run(EligibilityWorkerConfiguration configuration) throws Exception {
        InstantSource clock = InstantSource.system();
        PrometheusMeterRegistry registry = ServiceMetrics.registry(NAME, VERSION);
        Database database = new Database(
                configuration.database(), new DatabaseSettings(NAME, SCHEMA, SCHEMA_VERSION, CONNECTIONS), registry);
        // What takes longest begins first.
        Meanwhile<?> migrated = Meanwhile.run("migrate", database::awaitMigrated);
        WorkerProcess process = new WorkerProcess(
                NAME, VERSION, configuration.service(), registry, Map.of("database", database.health()));
        process.onStop("database", budget -> database.close());
        DiscordRest discord = new DiscordRest(configuration.discord(), registry, clock, RandomGenerator.getDefault());
        process.onStop("Discord client", budget -> discord.close());
        Chains chains = new Chains(configuration.chains(), clock, registry);
        process.onStop("chains", budget -> chains.close());
        NatsConnection nats = process.connect();
        var _ = migrated.await();

        EligibilityWorker worker = new EligibilityWorker(
                new EligibilityWorker.World(
                        nats,
                        database,
                        discord,
                        new SharedRestBudget(
                                new KeyValueBucket(nats, Topology.REST_BUDGET_BUCKET), discord, registry, clock),
                        configuration.discord().applicationId(),
                        Guilds.of(new DirectoryClient(new Requests(nats))),
                        chains::balances,
                        new RuleAdmission(chains)::admit,
                        chains.names(),
                        registry,
                        clock),
                configuration.walletDomain(),
                configuration.checkInterval(),
                configuration.syncInterval());
        process.onStop("requests and rounds", budget -> worker.close());
        process.consume(worker.consumers());
    }
}
