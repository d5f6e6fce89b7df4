package dev.jetcord.bridge;

import dev.jetcord.bridge.control.EventFilter;
import dev.jetcord.bridge.control.GatewayRequests;
import dev.jetcord.bridge.control.PresenceKeeper;
import dev.jetcord.bridge.control.ShardsEndpoint;
import dev.jetcord.bridge.discord.GatewayBot;
import dev.jetcord.bridge.discord.GatewayBotClient;
import dev.jetcord.bridge.frame.FrameScanner;
import dev.jetcord.bridge.identify.DailyLimit;
import dev.jetcord.bridge.identify.NatsTurnStore;
import dev.jetcord.bridge.identify.SharedIdentifyBudget;
import dev.jetcord.bridge.lease.LeaseKeeper;
import dev.jetcord.bridge.lease.LeaseStore;
import dev.jetcord.bridge.lease.LeaseTimes;
import dev.jetcord.bridge.lease.ShardCount;
import dev.jetcord.bridge.metrics.BridgeMetrics;
import dev.jetcord.bridge.metrics.TracedEvents;
import dev.jetcord.bridge.publishing.Acknowledgements;
import dev.jetcord.bridge.publishing.BridgeTopology;
import dev.jetcord.bridge.publishing.ClaimCheck;
import dev.jetcord.bridge.publishing.NatsPublishLine;
import dev.jetcord.bridge.publishing.PublishPipeline;
import dev.jetcord.bridge.rescue.InteractionCallbacks;
import dev.jetcord.bridge.rescue.PolicyCache;
import dev.jetcord.bridge.rescue.Rescue;
import dev.jetcord.bridge.session.Fatality;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.bridge.shard.ShardFleet;
import dev.jetcord.bridge.shard.ShardMetrics;
import dev.jetcord.bridge.shard.ShardParts;
import dev.jetcord.bridge.transport.JdkGatewayTransport;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.lifecycle.Lifecycle;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.ObjectBucket;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.TopologyWatch;
import dev.jetcord.common.operations.Health;
import dev.jetcord.common.operations.LateHealth;
import dev.jetcord.common.operations.OperationsServer;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.service.Meanwhile;
import dev.jetcord.common.service.ServiceMain;
import dev.jetcord.common.tracing.Tracer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bridge, as a graph of its parts. Started once, by one thread; stopped by its lifecycle. */
final class Bridge {
    static final String NAME = "gateway-bridge";

    private static final Logger log = LoggerFactory.getLogger(Bridge.class);
    private static final String VERSION = ServiceMain.version(Bridge.class);
    private static final int MAX_MESSAGES_IN_HAND = 4096;
    private static final long MAX_BYTES_IN_HAND = 64L << 20;
    private static final Duration TICK = Duration.ofMillis(100);

    private final BridgeConfiguration configuration;
    private final InstantSource clock;
    /** It reads all authorities that Java trusts, which takes longer than all else that a start does. */
    private final Meanwhile<HttpClient> http = Meanwhile.start("http client", HttpClient::newHttpClient);

    private final Lifecycle lifecycle;
    private final Tracer tracer;
    private final NatsConnection nats;
    private final PrometheusMeterRegistry registry = ServiceMetrics.registry(NAME, VERSION);
    private final BridgeMetrics metrics;
    private final LateHealth topology = LateHealth.unhealthyUntilSet();
    private final LateHealth publishing = LateHealth.unhealthyUntilSet();
    private final LateHealth share = LateHealth.unhealthyUntilSet();
    private final LateHealth shardsLive = LateHealth.unhealthyUntilSet();
    private final LateHealth shardsMoving = LateHealth.healthyUntilSet();
    private final OperationsServer operations;
    /** Unique among all bridges that ever were. */
    private final String id = "bridge-" + UUID.randomUUID();

    /**
     * Opens the operations endpoint.
     *
     * @param clock the time of day
     * @param onFatal told when Discord says that the bot cannot run like this
     * @throws IOException when its port is taken
     */
    Bridge(BridgeConfiguration configuration, InstantSource clock, Consumer<Fatality> onFatal) throws IOException {
        this.configuration = configuration;
        this.clock = clock;
        this.lifecycle = new Lifecycle(configuration.service().stopTimeout());
        this.tracer = configuration.service().tracing().tracer(NAME, VERSION);
        this.nats = new NatsConnection(configuration.service().nats(), NAME, tracer);
        nats.bindTo(registry);
        this.metrics = new BridgeMetrics(registry, configuration.logFlow(), onFatal);
        Health draining =
                () -> lifecycle.isStopping() ? Health.Status.unhealthy("the bridge is stopping") : Health.Status.OK;
        this.operations = new OperationsServer(
                configuration.service().operationsPort(),
                registry,
                Map.of("shards", shardsMoving, "nats", nats.liveness()),
                Map.of(
                        "nats", nats.health(),
                        "topology", topology,
                        "publishing", publishing,
                        "leases", share,
                        "shards", shardsLive,
                        "draining", draining));
        lifecycle.onStop("traces", ignored -> tracer.close());
        lifecycle.onStop("operations", ignored -> operations.close());
        lifecycle.onStop("nats", ignored -> nats.close());
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    int operationsPort() {
        return operations.port();
    }

    /** Waits for NATS, its streams, and Discord, then starts the shards and returns. */
    void start() throws InterruptedException, IOException {
        Supplier<Duration> uptime = uptime();
        RandomGenerator random = new SecureRandom();
        Ticker ticker = new Ticker(TICK);
        lifecycle.onStop("ticker", ignored -> ticker.close());
        Meanwhile<?> connecting = Meanwhile.run("connect", nats::awaitConnected);

        HttpClient client = http.await();
        lifecycle.onStop("http client", ignored -> client.shutdownNow());
        DiscordConfiguration discord = configuration.discord();
        GatewayBotClient questions = new GatewayBotClient(client, discord.apiUrl(), discord.token(), random);
        Meanwhile<GatewayBot> asked = Meanwhile.start("gateway bot", questions::await);
        var _ = connecting.await();
        NatsPublishLine line = new NatsPublishLine(nats);
        BridgeTopology declared = new BridgeTopology(new Provisioner(nats, 1));
        TopologyWatch watch = new TopologyWatch(declared::differences);
        topology.set(watch::status);
        lifecycle.onStop("topology watch", ignored -> watch.close());
        declared.awaitPresent();
        ClaimCheck claims = new ClaimCheck(new ObjectBucket(nats, Topology.OVERSIZE_BUCKET));
        lifecycle.onStop("claim check", ignored -> claims.close());
        PublishPipeline pipeline = new PublishPipeline(line, claims, uptime, MAX_MESSAGES_IN_HAND, MAX_BYTES_IN_HAND);
        line.answerTo(pipeline);
        publishing.set(pipeline.health());
        metrics.bind(pipeline);
        ticker.add(pipeline::tick);

        GatewayBot bot = asked.await();
        KeyValueBucket bridges = new KeyValueBucket(nats, Topology.BRIDGES_BUCKET);
        KeyValueBucket shards = new KeyValueBucket(nats, Topology.SHARDS_BUCKET);
        SharedIdentifyBudget identifies = SharedIdentifyBudget.start(
                new NatsTurnStore(shards, bridges, id, bot.maxConcurrency()),
                new DailyLimit(questions::await, configuration.identifyReserve(), uptime),
                bot.maxConcurrency(),
                uptime);
        lifecycle.onStop("turns to identify", ignored -> identifies.close());

        PolicyCache policies = PolicyCache.start(new KeyValueBucket(nats, Topology.COMMAND_POLICIES_BUCKET));
        lifecycle.onStop("command policies", ignored -> policies.close());
        Rescue rescue =
                new Rescue(new InteractionCallbacks(client, discord.apiUrl()), policies::of, registry, tracer, uptime);
        Acknowledgements.listen(nats, rescue::acknowledged);
        ticker.add(rescue::tick);

        int count = configuration.shards().isPresent()
                ? configuration.shards().getAsInt()
                : ShardCount.agree(shards, bot.shards());
        EventFilter filter = EventFilter.start(shards);
        lifecycle.onStop("event filter", ignored -> filter.close());
        ShardFleet fleet = new ShardFleet(
                shard -> new ShardSettings(shard, count, discord.token(), configuration.intents(), bot.url()),
                shards,
                new ShardParts(
                        new JdkGatewayTransport(client, new FrameScanner()),
                        configuration.compression(),
                        pipeline,
                        identifies,
                        tracer.records() ? new TracedEvents(metrics, tracer, clock) : metrics,
                        filter::passes,
                        event -> {
                            metrics.taken(event);
                            rescue.taken(event);
                        },
                        tracer,
                        uptime,
                        clock,
                        random),
                new ShardMetrics(registry));
        operations.serve(ShardsEndpoint.PATH, new ShardsEndpoint(id, fleet, clock));
        new GatewayRequests(id, count, configuration.intents(), fleet, shards, clock).serve(new RequestListener(nats));
        PresenceKeeper presence = PresenceKeeper.start(shards, fleet);
        lifecycle.onStop("presence", ignored -> presence.close());
        shardsLive.set(fleet.live());
        shardsMoving.set(fleet.moving());
        lifecycle.onStop("publishing", budget -> drain(pipeline, budget));
        LeaseKeeper leases =
                new LeaseKeeper(new LeaseStore(bridges, shards, id, count), fleet, LeaseTimes.DEFAULT, uptime);
        share.set(leases.health());
        metrics.bind(leases);
        lifecycle.onStop("shards", budget -> leases.stop(budget.multipliedBy(3).dividedBy(4)));
        leases.start();
        log.info("bridge {} joins for its share of {} shard(s)", id, count);
    }

    /** What was read is stored; for what is not by then, whoever resumes the sessions gets it again. */
    private static void drain(PublishPipeline pipeline, Duration budget) throws InterruptedException {
        int left = pipeline.drain(budget);
        if (left > 0) {
            log.warn("{} events could not be stored before the stop", left);
        }
    }

    private static Supplier<Duration> uptime() {
        long start = System.nanoTime();
        return () -> Duration.ofNanos(System.nanoTime() - start);
    }
}
