package dev.jetcord.eligibility;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.discord.RestBudget;
import dev.jetcord.common.eligibility.CheckRequest;
import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.EventPublisher;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.messaging.consumer.BatchLimits;
import dev.jetcord.common.messaging.consumer.ConsumerSettings;
import dev.jetcord.common.messaging.consumer.FailureReporter;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.database.Rounds;
import dev.jetcord.eligibility.audit.AuditTrail;
import dev.jetcord.eligibility.check.Balances;
import dev.jetcord.eligibility.check.CheckConsumer;
import dev.jetcord.eligibility.check.Explanations;
import dev.jetcord.eligibility.check.MemberChecks;
import dev.jetcord.eligibility.check.NextCheck;
import dev.jetcord.eligibility.grant.GrantStore;
import dev.jetcord.eligibility.grant.RoleGranter;
import dev.jetcord.eligibility.guild.Guilds;
import dev.jetcord.eligibility.request.EligibilityService;
import dev.jetcord.eligibility.request.ProcessedRequests;
import dev.jetcord.eligibility.rulebook.DependencyBucket;
import dev.jetcord.eligibility.rulebook.RuleBook;
import dev.jetcord.eligibility.schedule.Scheduler;
import dev.jetcord.eligibility.sync.ProgressShow;
import dev.jetcord.eligibility.sync.SyncConsumer;
import dev.jetcord.eligibility.sync.SyncPublisher;
import dev.jetcord.eligibility.sync.SyncTask;
import dev.jetcord.eligibility.sync.Syncs;
import dev.jetcord.eligibility.wallet.WalletStore;
import dev.jetcord.eligibility.wallet.Wallets;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The worker's object graph between the outside world, which it is given, and its two consumers, which it gives. */
final class EligibilityWorker implements AutoCloseable {
    private static final BatchLimits BATCH = new BatchLimits(64, Duration.ofMillis(50));
    private static final int CHECKS_AT_ONCE = 1024;
    private static final int SYNCS_AT_ONCE = 8;
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);

    private final Map<ConsumerDeclaration, BaseNatsConsumer<?>> consumers = new LinkedHashMap<>();
    private final RequestListener requests;
    private final List<Rounds> rounds;

    /**
     * What the worker stands on.
     *
     * @param chains the names of those that {@code balances} knows
     */
    record World(
            NatsConnection nats,
            Database database,
            DiscordRest discord,
            RestBudget budget,
            Snowflake application,
            Guilds guilds,
            Balances balances,
            RuleBook.Admission admission,
            List<String> chains,
            MeterRegistry registry,
            InstantSource clock) {
        World {
            requireNonNull(nats, "nats");
            chains = List.copyOf(chains);
        }
    }

    /** Builds it, and begins to answer requests and to publish what is due. */
    EligibilityWorker(World world, String walletDomain, Duration checkInterval, Duration syncInterval)
            throws Exception {
        Database database = world.database();
        MeterRegistry registry = world.registry();
        EventPublisher publisher = new EventPublisher(world.nats());
        SyncPublisher syncPublisher = new SyncPublisher(publisher, world.clock());
        Syncs syncs = new Syncs(database, syncPublisher, syncInterval);
        MemberChecks checks = new MemberChecks(
                database,
                world.guilds(),
                world.balances(),
                new RoleGranter(database, world.discord().memberRoles(world.budget()), registry),
                new NextCheck(checkInterval, SOON));

        DependencyBucket bucket =
                new DependencyBucket(database, new KeyValueBucket(world.nats(), Topology.RULES_BUCKET));
        bucket.markAll();
        Scheduler scheduler = new Scheduler(database, publisher);
        Rounds relay = Rounds.start("relay", () -> {
            boolean moreRules = bucket.write();
            boolean moreChecks = scheduler.publish();
            return syncs.publish() || moreRules || moreChecks ? Duration.ZERO : BETWEEN_LOOKS;
        });
        Rounds cleaning = Rounds.start("cleaning", () -> {
            clean(database);
            return BETWEEN_CLEANINGS;
        });
        this.rounds = List.of(relay, cleaning);

        this.requests = new RequestListener(world.nats());
        new EligibilityService(
                        new Wallets(walletDomain, world.clock(), new SecureRandom()),
                        new RuleBook(world.guilds(), world.admission(), syncInterval),
                        checks,
                        new Explanations(database, world.guilds(), world.balances()),
                        syncs,
                        world.guilds(),
                        world.chains())
                .serve(requests, database, relay::wake, registry);

        consumers.put(
                Topology.ELIGIBILITY_WORKER,
                new BaseNatsConsumer<>(
                        ConsumerSettings.of(Topology.ELIGIBILITY_WORKER)
                                .withPermits(CHECKS_AT_ONCE)
                                .withRetry(CheckConsumer.RETRY)
                                .waitingFor(database.gate()),
                        BATCH,
                        world.nats(),
                        (_, body) -> CheckRequest.decode(body),
                        new CheckConsumer(checks, world.guilds(), registry),
                        FailureReporter.NONE,
                        registry,
                        world.clock(),
                        RandomGenerator.getDefault()));
        ProgressShow show =
                new ProgressShow(database, world.discord().interactions(), world.application(), world.clock());
        consumers.put(
                Topology.ELIGIBILITY_SYNC,
                new BaseNatsConsumer<>(
                        ConsumerSettings.of(Topology.ELIGIBILITY_SYNC)
                                .withPermits(SYNCS_AT_ONCE)
                                .withRetry(SyncConsumer.RETRY)
                                .withHandlerCap(SyncConsumer.CAP)
                                .waitingFor(database.gate()),
                        world.nats(),
                        (_, body) -> SyncTask.decode(body),
                        new SyncConsumer(database, world.guilds(), checks, syncPublisher, show, registry),
                        FailureReporter.NONE,
                        registry,
                        world.clock(),
                        RandomGenerator.getDefault()));
    }

    /** Of checks and of syncs; not started. */
    Map<ConsumerDeclaration, BaseNatsConsumer<?>> consumers() {
        return consumers;
    }

    /** Answers and publishes no more. */
    @Override
    public void close() {
        requests.close();
        rounds.forEach(Rounds::close);
    }

    private static void clean(Database database) throws Exception {
        database.transaction(handle -> {
            WalletStore.expire(handle);
            GrantStore.expire(handle);
            ProcessedRequests.expire(handle);
            Syncs.expire(handle);
            AuditTrail.expire(handle);
            return true;
        });
    }
}
