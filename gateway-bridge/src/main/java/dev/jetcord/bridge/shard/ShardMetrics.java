package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.session.GatewaySession;
import dev.jetcord.bridge.session.ShardPhase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gauges of each shard that runs here, gone with the shard. The label's values are the shards' ids. Thread-safe. */
public final class ShardMetrics {
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final MeterRegistry registry;
    private final Map<Integer, List<Meter>> meters = new ConcurrentHashMap<>();

    public ShardMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The shard runs here from now on. */
    public void add(Shard shard) {
        remove(shard.id());
        meters.put(
                shard.id(),
                List.of(
                        gauge(shard, "up", "1 while its events come", ShardMetrics::up),
                        gauge(shard, "sequence.received", "The last sequence that came", ShardStatus::received),
                        gauge(shard, "sequence.acknowledged", "Up to which all is stored", ShardMetrics::acknowledged),
                        gauge(shard, "heartbeat.latency.seconds", "Of the last heartbeat", ShardMetrics::latency)));
    }

    /** The shard runs here no more. */
    public void remove(int shard) {
        @Nullable List<Meter> gone = meters.remove(shard);
        if (gone != null) {
            gone.forEach(registry::remove);
        }
    }

    private Gauge gauge(Shard shard, String name, String description, ToDoubleFunction<ShardStatus> value) {
        return Gauge.builder("jetcord.gateway.shard." + name, shard, it -> value.applyAsDouble(it.status()))
                .description(description)
                .tag("shard", Integer.toString(shard.id()))
                .register(registry);
    }

    private static double up(ShardStatus status) {
        return status.phase() == ShardPhase.LIVE ? 1 : 0;
    }

    private static double acknowledged(ShardStatus status) {
        return status.session().map(GatewaySession::acknowledged).orElse(0L);
    }

    private static double latency(ShardStatus status) {
        return status.latency()
                .map(latency -> latency.toNanos() / NANOS_PER_SECOND)
                .orElse(Double.NaN);
    }
}
