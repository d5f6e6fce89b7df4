package dev.jetcord.event;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.EventPublisher;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.messaging.consumer.BatchLimits;
import dev.jetcord.common.messaging.consumer.ConsumerSettings;
import dev.jetcord.common.messaging.consumer.FailureReporter;
import dev.jetcord.common.messaging.deadletter.DeadLetterBox;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.service.Meanwhile;
import dev.jetcord.common.service.ServiceMain;
import dev.jetcord.common.service.WorkerProcess;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseSettings;
import dev.jetcord.database.Rounds;
import dev.jetcord.event.directory.DirectoryHandler;
import dev.jetcord.event.forget.Forgetting;
import dev.jetcord.event.outbox.OutboxRelay;
import dev.jetcord.event.question.DirectoryDesk;
import dev.jetcord.event.reconcile.GatewayMembers;
import dev.jetcord.event.reconcile.Reconciler;
import dev.jetcord.event.state.StateEventDecoder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Keeps the directory: which guilds, roles and members exist. */
public final class Main {
    private static final String NAME = "event-worker";
    private static final String VERSION = ServiceMain.version(Main.class);
    private static final String SCHEMA = "directory";
    private static final int SCHEMA_VERSION = 1;

    /** One for each batch that runs, one for each relay, and one for questions and rounds. */
    private static final int CONNECTIONS = 8;

    /** With the default permits, four batches run side by side. */
    private static final BatchLimits BATCH = new BatchLimits(64, Duration.ofMillis(20));

    private static final Duration BETWEEN_FORGETTING = Duration.ofMinutes(5);

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), EventWorkerConfiguration::from)));
    }

    private static void run(EventWorkerConfiguration configuration) throws Exception {
        PrometheusMeterRegistry registry = ServiceMetrics.registry(NAME, VERSION);
        Database database = new Database(
                configuration.database(), new DatabaseSettings(NAME, SCHEMA, SCHEMA_VERSION, CONNECTIONS), registry);
        // What takes longest begins first.
        Meanwhile<?> migrated = Meanwhile.run("migrate", database::awaitMigrated);
        WorkerProcess process = new WorkerProcess(
                NAME, VERSION, configuration.service(), registry, Map.of("database", database.health()));
        process.onStop("database", budget -> database.close());
        NatsConnection nats = process.connect();

        // All is made while the schema is brought up to date, and then begins.
        RuleBook rules = new RuleBook(() -> new KeyValueBucket(nats, Topology.RULES_BUCKET));
        EventPublisher publisher = new EventPublisher(nats);
        OutboxRelay news = new OutboxRelay(Topology.EVENTS, database, publisher, registry);
        OutboxRelay checks = new OutboxRelay(Topology.ELIGIBILITY, database, publisher, registry);
        Reconciler reconciler = new Reconciler(
                database,
                rules::guilds,
                new GatewayMembers(new Requests(nats)),
                registry,
                InstantSource.system(),
                RandomGenerator.getDefault());
        Forgetting forgetting = new Forgetting(
                database,
                new DeadLetterBox(nats, InstantSource.system()),
                configuration.forgetAfter(),
                InstantSource.system());
        RequestListener questions = new RequestListener(nats);
        BaseNatsConsumer<?> consumer = new BaseNatsConsumer<>(
                ConsumerSettings.of(Topology.EVENT_WORKER).waitingFor(database.gate()),
                BATCH,
                nats,
                new StateEventDecoder(),
                new DirectoryHandler(database, rules, () -> {
                    news.wake();
                    checks.wake();
                }),
                FailureReporter.NONE,
                registry,
                InstantSource.system(),
                RandomGenerator.getDefault());
        var _ = migrated.await();

        news.start();
        process.onStop("relay of news", budget -> news.close());
        checks.start();
        process.onStop("relay of checks", budget -> checks.close());
        Rounds reconciling = Rounds.start("reconciling", reconciler::round);
        process.onStop("reconciling", budget -> reconciling.close());
        Rounds forgettingRounds = Rounds.start("forgetting", () -> {
            forgetting.round();
            return BETWEEN_FORGETTING;
        });
        process.onStop("forgetting", budget -> forgettingRounds.close());
        new DirectoryDesk(database).serve(questions);
        process.onStop("questions", budget -> questions.close());
        process.consume(Topology.EVENT_WORKER, consumer);
    }
}
