package dev.jetcord.bridge;

import dev.jetcord.bridge.discord.GatewayBot;
import dev.jetcord.bridge.discord.GatewayBotClient;
import dev.jetcord.bridge.identify.IdentifyQueue;
import dev.jetcord.bridge.metrics.BridgeMetrics;
import dev.jetcord.bridge.publishing.ShardPublisher;
import dev.jetcord.bridge.session.Fatality;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.bridge.shard.ShardRunner;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.lifecycle.Lifecycle;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.operations.Health;
import dev.jetcord.common.operations.LateHealth;
import dev.jetcord.common.operations.OperationsServer;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.service.ServiceMain;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the gateway's shards and writes every event into JetStream. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);
    private static final String NAME = "gateway-bridge";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final BridgeConfiguration configuration;
    private final NatsConnection nats;
    private final LateHealth shardsReady = LateHealth.unhealthyUntilSet();
    private final CompletableFuture<Fatality> fatality = new CompletableFuture<>();
    private final List<ShardRunner> runners = new ArrayList<>();
    private final List<ShardPublisher> publishers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Main(BridgeConfiguration configuration) {
        this.configuration = configuration;
        this.nats = new NatsConnection(configuration.service().nats(), NAME);
    }

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> new Main(Settings.load(System.getenv(), BridgeConfiguration::from)).run());
    }

    private void run() throws IOException, InterruptedException {
        PrometheusMeterRegistry registry = ServiceMetrics.registry(NAME, ServiceMain.version(Main.class));
        Lifecycle lifecycle = new Lifecycle(configuration.service().stopTimeout());
        Health draining = () -> lifecycle.isStopping() ? Health.Status.unhealthy("draining") : Health.Status.OK;
        OperationsServer operations = new OperationsServer(
                configuration.service().operationsPort(),
                registry,
                Map.of(),
                Map.of("nats", nats.health(), "shards", shardsReady, "draining", draining));
        lifecycle.onStop("operations endpoint", budget -> operations.close());
        lifecycle.onStop("NATS connection", budget -> nats.close());
        lifecycle.stopOnExit();

        // A session that nothing can be stored of is not worth an IDENTIFY: NATS comes first.
        nats.awaitConnected();
        HttpClient http = HttpClient.newBuilder()
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        GatewayBot gateway = new GatewayBotClient(http, configuration.apiUrl(), configuration.token()).get();
        startShards(gateway, http, new BridgeMetrics(registry), lifecycle);
        lifecycle.onStop("shards", this::stopShards);

        fatality.whenComplete((found, unused) -> Thread.ofPlatform().start(() -> {
                    log.error("the bridge ends: {}", found.message());
                    System.exit(1);
                }))
                .isDone();
        lifecycle.awaitStopped();
    }

    private void startShards(GatewayBot gateway, HttpClient http, BridgeMetrics metrics, Lifecycle lifecycle)
            throws IOException {
        int count = configuration.shards().orElse(gateway.shards());
        ScheduledExecutorService timers = scheduler("timers");
        ScheduledExecutorService identifyThread = scheduler("identify");
        lifecycle.onStop("timers", budget -> {
            timers.shutdownNow();
            identifyThread.shutdownNow();
        });
        IdentifyQueue identifies = new IdentifyQueue(
                identifyThread, gateway.maxConcurrency(), gateway.total(), gateway.remaining(), gateway.resetAfter());
        log.info("starting {} shard(s), {} identify at a time", count, gateway.maxConcurrency());
        for (int id = 0; id < count; id++) {
            ShardRunner runner = new ShardRunner(
                    new ShardSettings(id, count, configuration.token(), configuration.intents(), gateway.url()),
                    http,
                    configuration.compression(),
                    identifies,
                    timers,
                    metrics,
                    RandomGenerator.getDefault(),
                    fatality::complete);
            ShardPublisher publisher =
                    new ShardPublisher(nats.connection(), timers, metrics, configuration.showFlow(), id, count, runner);
            runners.add(runner);
            publishers.add(publisher);
            threads.add(runner.start(publisher));
        }
        shardsReady.set(this::shardsReady);
    }

    private Health.Status shardsReady() {
        return runners.stream()
                .map(runner -> runner.readiness().check())
                .filter(status -> !status.healthy())
                .findFirst()
                .orElse(Health.Status.OK);
    }

    private void stopShards(Duration budget) throws InterruptedException {
        runners.forEach(ShardRunner::stop);
        for (Thread thread : threads) {
            thread.join(CLOSE_LIMIT);
        }
        long deadline = System.nanoTime() + budget.minus(CLOSE_LIMIT).toNanos();
        for (ShardPublisher publisher : publishers) {
            int left = publisher.flush(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (left > 0) {
                log.error("{} events were received and could not be stored before the stop", left);
            }
        }
    }

    private static ScheduledExecutorService scheduler(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }
}
