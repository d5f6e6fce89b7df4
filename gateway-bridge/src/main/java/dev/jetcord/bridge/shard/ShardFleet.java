package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.publishing.PublishPipeline;
import dev.jetcord.bridge.session.ShardPhase;
import dev.jetcord.common.operations.Health;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shards that run in this bridge, each on a virtual thread. Thread-safe. */
public final class ShardFleet {
    private static final Logger log = LoggerFactory.getLogger(ShardFleet.class);
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final PublishPipeline pipeline;
    private final ShardMetrics metrics;
    private final Map<Integer, Running> running = new ConcurrentSkipListMap<>();

    public ShardFleet(PublishPipeline pipeline, ShardMetrics metrics) {
        this.pipeline = pipeline;
        this.metrics = metrics;
    }

    public void start(Shard shard) {
        Thread thread = Thread.ofVirtual().name("shard-" + shard.id()).unstarted(shard);
        running.put(shard.id(), new Running(shard, thread));
        metrics.add(shard);
        thread.start();
    }

    /** What was read is stored first; then the sockets close with a code that keeps the sessions. */
    public void stop(Duration budget) throws InterruptedException {
        running.values().forEach(entry -> entry.shard().pause());
        Duration forSockets = budget.dividedBy(4);
        int left = pipeline.drain(budget.minus(forSockets));
        if (left > 0) {
            log.warn("{} events could not be stored before the stop", left);
        }
        running.values().forEach(entry -> entry.shard().stop());
        long deadline = System.nanoTime() + forSockets.toNanos();
        for (Running entry : running.values()) {
            if (!entry.thread().join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                log.warn("{} has not closed its socket in time", entry.thread().getName());
            }
        }
    }

    /** Whether every shard is connected and sends events. */
    public Health live() {
        return () -> running.values().stream()
                .map(entry -> entry.shard().status())
                .filter(shard -> shard.phase() != ShardPhase.LIVE)
                .findFirst()
                .map(shard -> Health.Status.unhealthy("shard " + shard.id() + " is " + shard.phase()))
                .orElse(Health.Status.OK);
    }

    /** Whether every shard's loop moves. */
    public Health moving() {
        return () -> running.values().stream()
                .map(Running::shard)
                .filter(shard -> !shard.status().phase().ended() && shard.idle().compareTo(STUCK) > 0)
                .findFirst()
                .map(shard -> Health.Status.unhealthy("shard " + shard.id() + " has not moved for " + shard.idle()))
                .orElse(Health.Status.OK);
    }

    private record Running(Shard shard, Thread thread) {}
}
