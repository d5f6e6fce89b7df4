package dev.jetcord.bridge;

import dev.jetcord.bridge.discord.GatewayBot;
import dev.jetcord.bridge.discord.GatewayBotClient;
import dev.jetcord.bridge.frame.FrameScanner;
import dev.jetcord.bridge.identify.LocalIdentifyBudget;
import dev.jetcord.bridge.metrics.BridgeMetrics;
import dev.jetcord.bridge.publishing.NatsPublishLine;
import dev.jetcord.bridge.publishing.PublishPipeline;
import dev.jetcord.bridge.publishing.TopologyCheck;
import dev.jetcord.bridge.session.Fatality;
import dev.jetcord.bridge.session.ShardMachine;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.bridge.shard.Shard;
import dev.jetcord.bridge.shard.ShardFleet;
import dev.jetcord.bridge.shard.ShardMetrics;
import dev.jetcord.bridge.transport.JdkGatewayTransport;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.lifecycle.Lifecycle;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.operations.Health;
import dev.jetcord.common.operations.LateHealth;
import dev.jetcord.common.operations.OperationsServer;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.service.ServiceMain;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bridge, as a graph of its parts. Started once, by one thread; stopped by its lifecycle. */
final class Bridge {
    static final String NAME = "gateway-bridge";

    private static final Logger log = LoggerFactory.getLogger(Bridge.class);
    private static final int MAX_MESSAGES_IN_HAND = 4096;
    private static final long MAX_BYTES_IN_HAND = 64L << 20;
    private static final Duration TICK = Duration.ofMillis(100);

    private final BridgeConfiguration configuration;
    private final Lifecycle lifecycle;
    private final NatsConnection nats;
    private final PrometheusMeterRegistry registry = ServiceMetrics.registry(NAME, ServiceMain.version(Bridge.class));
    private final BridgeMetrics metrics;
    private final LateHealth topology = LateHealth.unhealthyUntilSet();
    private final LateHealth publishing = LateHealth.unhealthyUntilSet();
    private final LateHealth shardsLive = LateHealth.unhealthyUntilSet();
    private final LateHealth shardsMoving = LateHealth.healthyUntilSet();
    private final OperationsServer operations;

    /**
     * Opens the operations endpoint.
     *
     * @param onFatal told when Discord says that the bot cannot run like this
     * @throws IOException when its port is taken
     */
    Bridge(BridgeConfiguration configuration, Consumer<Fatality> onFatal) throws IOException {
        this.configuration = configuration;
        this.lifecycle = new Lifecycle(configuration.service().stopTimeout());
        this.nats = new NatsConnection(configuration.service().nats(), NAME);
        this.metrics = new BridgeMetrics(registry, configuration.logFlow(), onFatal);
        Health draining =
                () -> lifecycle.isStopping() ? Health.Status.unhealthy("the bridge is stopping") : Health.Status.OK;
        this.operations = new OperationsServer(
                configuration.service().operationsPort(),
                registry,
                Map.of("shards", shardsMoving),
                Map.of(
                        "nats", nats.health(),
                        "topology", topology,
                        "publishing", publishing,
                        "shards", shardsLive,
                        "draining", draining));
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

        NatsPublishLine line = new NatsPublishLine(nats.awaitConnected());
        TopologyCheck check = new TopologyCheck(new Provisioner(nats, 1));
        topology.set(check);
        check.awaitUsable();
        PublishPipeline pipeline = new PublishPipeline(line, uptime, MAX_MESSAGES_IN_HAND, MAX_BYTES_IN_HAND);
        line.answerTo(pipeline);
        publishing.set(pipeline.health());
        metrics.bind(pipeline);
        ticker.add(pipeline::tick);

        HttpClient client = HttpClient.newHttpClient();
        lifecycle.onStop("http client", ignored -> client.shutdownNow());
        DiscordConfiguration discord = configuration.discord();
        GatewayBot bot = new GatewayBotClient(client, discord.apiUrl(), discord.token(), random).await();
        LocalIdentifyBudget identifies =
                new LocalIdentifyBudget(uptime, bot.maxConcurrency(), bot.total(), bot.remaining(), bot.resetAfter());
        ticker.add(identifies::tick);
        JdkGatewayTransport transport =
                new JdkGatewayTransport(client, configuration.compression(), new FrameScanner());

        int count = configuration.shards().orElse(bot.shards());
        ShardFleet fleet = new ShardFleet(pipeline, new ShardMetrics(registry));
        shardsLive.set(fleet.live());
        shardsMoving.set(fleet.moving());
        lifecycle.onStop("shards", fleet::stop);
        for (int id = 0; id < count; id++) {
            ShardSettings settings = new ShardSettings(id, count, discord.token(), configuration.intents(), bot.url());
            fleet.start(new Shard(
                    settings,
                    new ShardMachine(settings, random),
                    transport,
                    pipeline,
                    identifies,
                    metrics,
                    uptime,
                    InstantSource.system()));
        }
        log.info("{} shard(s) start, at most {} at a time", count, bot.maxConcurrency());
    }

    private static Supplier<Duration> uptime() {
        long start = System.nanoTime();
        return () -> Duration.ofNanos(System.nanoTime() - start);
    }
}
