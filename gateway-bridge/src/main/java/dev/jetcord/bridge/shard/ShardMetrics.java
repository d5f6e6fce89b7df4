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
                        gauge(
                                shard,
                                "up",
                                "",
                                "1 while its events come",
                                s -> s.status().phase() == ShardPhase.LIVE ? 1 : 0),
                        gauge(
                                shard,
                                "sequence.received",
                                "",
                                "The last sequence that came",
                                s -> s.status().received()),
                        gauge(
                                shard,
                                "sequence.acknowledged",
                                "",
                                "Up to which sequence all is stored",
                                s -> s.status()
                                        .session()
                                        .map(GatewaySession::acknowledged)
                                        .orElse(0L)),
                        gauge(
                                shard,
                                "heartbeat.latency",
                                "seconds",
                                "Of the last heartbeat",
                                s -> s.status()
                                        .latency()
                                        .map(latency -> (double) latency.toNanos()
                                                / Duration.ofSeconds(1).toNanos())
                                        .orElse(Double.NaN))));
    }

    /** The shard runs here no more. */
    public void remove(int shard) {
        @Nullable List<Meter> gone = meters.remove(shard);
        if (gone != null) {
            gone.forEach(registry::remove);
        }
    }

    private Gauge gauge(Shard shard, String name, String unit, String description, ToDoubleFunction<Shard> value) {
        return Gauge.builder("jetcord.gateway.shard." + name, shard, value)
                .baseUnit(unit)
                .description(description)
                .tag("shard", Integer.toString(shard.id()))
                .register(registry);
    }
}
