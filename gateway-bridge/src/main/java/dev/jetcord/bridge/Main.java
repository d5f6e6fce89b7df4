package dev.jetcord.bridge;

import dev.jetcord.bridge.discord.GatewayBot;
import dev.jetcord.bridge.discord.GatewayBotClient;
import dev.jetcord.bridge.discord.RefusedTokenException;
import dev.jetcord.bridge.frame.FrameScanner;
import dev.jetcord.bridge.identify.LocalIdentifyBudget;
import dev.jetcord.bridge.metrics.BridgeMetrics;
import dev.jetcord.bridge.publishing.NatsPublishLine;
import dev.jetcord.bridge.publishing.PublishPipeline;
import dev.jetcord.bridge.session.ShardMachine;
import dev.jetcord.bridge.session.ShardPhase;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.bridge.shard.Shard;
import dev.jetcord.bridge.transport.JdkGatewayTransport;
import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.lifecycle.Lifecycle;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.operations.Health;
import dev.jetcord.common.operations.OperationsServer;
import dev.jetcord.common.operations.ServiceMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway bridge: as many shards as the bot needs in, JetStream out. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);
    /** As every service exits when its configuration cannot work: restarting alone does not help. */
    private static final int EXIT_CONFIGURATION = 2;

    private static final int MAX_MESSAGES_IN_HAND = 4096;
    private static final long MAX_BYTES_IN_HAND = 64L << 20;
    private static final long TICK_MILLIS = 100;
    private static final Duration STUCK = Duration.ofSeconds(30);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        try {
            BridgeConfiguration configuration = Settings.load(System.getenv(), BridgeConfiguration::from);
            run(configuration, Settings.load(System.getenv(), settings -> settings.flag("LOG_FLOW", false)));
        } catch (ConfigurationException | RefusedTokenException refused) {
            log.error("{}", refused.getMessage());
            System.exit(EXIT_CONFIGURATION);
        }
    }

    private static void run(BridgeConfiguration configuration, boolean logFlow)
            throws InterruptedException, IOException, RefusedTokenException {
        Lifecycle lifecycle = new Lifecycle(configuration.stopTimeout());
        lifecycle.stopOnExit();
        Supplier<Duration> uptime = uptime();
        List<Shard> shards = new CopyOnWriteArrayList<>();
        NatsConnection nats = new NatsConnection(configuration.nats(), "gateway-bridge");
        PrometheusMeterRegistry registry = ServiceMetrics.registry(
                "gateway-bridge",
                Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        OperationsServer operations = new OperationsServer(
                configuration.operationsPort(),
                registry,
                Map.of("shards", () -> moving(shards)),
                Map.of("nats", nats.health(), "shards", () -> live(shards, lifecycle)));
        lifecycle.onStop("operations", ignored -> operations.close());
        lifecycle.onStop("nats", ignored -> nats.close());

        NatsPublishLine line = new NatsPublishLine(nats.awaitConnected());
        PublishPipeline pipeline = new PublishPipeline(line, uptime, MAX_MESSAGES_IN_HAND, MAX_BYTES_IN_HAND);
        line.answerTo(pipeline);
        BridgeMetrics metrics = new BridgeMetrics(registry, logFlow, fatality -> {
            log.error("{}", fatality.message());
            Thread.ofPlatform().name("exit").start(() -> System.exit(EXIT_CONFIGURATION));
        });
        metrics.bind(pipeline);

        HttpClient client = HttpClient.newHttpClient();
        SecureRandom random = new SecureRandom();
        GatewayBot bot = new GatewayBotClient(client, configuration.apiUrl(), configuration.token(), random).await();
        LocalIdentifyBudget identifies =
                new LocalIdentifyBudget(uptime, bot.maxConcurrency(), bot.total(), bot.remaining(), bot.resetAfter());
        JdkGatewayTransport transport =
                new JdkGatewayTransport(client, configuration.compression(), new FrameScanner());
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("ticks").daemon().factory());
        ScheduledFuture<?> publishing = tick(ticks, pipeline::tick);
        ScheduledFuture<?> identifying = tick(ticks, identifies::tick);
        lifecycle.onStop("ticks", ignored -> {
            publishing.cancel(false);
            identifying.cancel(false);
        });

        int count = configuration.shards().orElse(bot.shards());
        for (int id = 0; id < count; id++) {
            ShardSettings settings =
                    new ShardSettings(id, count, configuration.token(), configuration.intents(), bot.url());
            shards.add(new Shard(
                    settings,
                    new ShardMachine(settings, random),
                    transport,
                    pipeline,
                    identifies,
                    metrics,
                    uptime,
                    InstantSource.system()));
        }
        List<Thread> threads = new ArrayList<>();
        lifecycle.onStop("shards", budget -> stop(shards, threads, pipeline, budget));
        for (Shard shard : shards) {
            threads.add(Thread.ofVirtual().name("shard-" + shard.id()).start(shard));
        }
        log.info("{} shard(s) start, at most {} at a time", count, bot.maxConcurrency());
        lifecycle.awaitStopped();
    }

    /** What was read is stored first; then the sockets close with a code that keeps the sessions. */
    private static void stop(List<Shard> shards, List<Thread> threads, PublishPipeline pipeline, Duration budget)
            throws InterruptedException {
        shards.forEach(Shard::pause);
        Duration forSockets = budget.dividedBy(4);
        int left = pipeline.drain(budget.minus(forSockets));
        if (left > 0) {
            log.error("{} events could not be stored before the stop and are lost", left);
        }
        shards.forEach(Shard::stop);
        long deadline = System.nanoTime() + forSockets.toNanos();
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                log.warn("{} has not closed its socket in time", thread.getName());
            }
        }
    }

    private static Health.Status live(List<Shard> shards, Lifecycle lifecycle) {
        if (lifecycle.isStopping()) {
            return Health.Status.unhealthy("stopping");
        }
        if (shards.isEmpty()) {
            return Health.Status.unhealthy("waiting for NATS and for Discord's GET /gateway/bot");
        }
        return shards.stream()
                .filter(shard -> shard.phase() != ShardPhase.LIVE)
                .findFirst()
                .map(shard -> Health.Status.unhealthy("shard " + shard.id() + " is " + shard.phase()))
                .orElse(Health.Status.OK);
    }

    private static Health.Status moving(List<Shard> shards) {
        return shards.stream()
                .filter(shard -> !shard.phase().ended() && shard.idle().compareTo(STUCK) > 0)
                .findFirst()
                .map(shard -> Health.Status.unhealthy("shard " + shard.id() + " has not moved for " + shard.idle()))
                .orElse(Health.Status.OK);
    }

    private static ScheduledFuture<?> tick(ScheduledExecutorService ticks, Runnable task) {
        // A task that throws would never run again.
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException defect) {
                log.error("a periodic task failed", defect);
            }
        };
        return ticks.scheduleWithFixedDelay(guarded, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Supplier<Duration> uptime() {
        long start = System.nanoTime();
        return () -> Duration.ofNanos(System.nanoTime() - start);
    }
}
