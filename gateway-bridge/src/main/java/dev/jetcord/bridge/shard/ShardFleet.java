package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.checkpoint.Checkpoint;
import dev.jetcord.bridge.checkpoint.CheckpointKey;
import dev.jetcord.bridge.lease.ShardHost;
import dev.jetcord.bridge.session.ShardPhase;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.operations.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The shards that this bridge runs, each under its lease. Thread-safe. */
public final class ShardFleet implements ShardHost {
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final IntFunction<ShardSettings> settings;
    private final KeyValueBucket checkpoints;
    private final ShardParts parts;
    private final ShardMetrics metrics;
    private final ConcurrentMap<Integer, ShardTenure> tenures = new ConcurrentSkipListMap<>();

    /**
     * A fleet without shards.
     *
     * @param settings of a shard, by its id
     * @param checkpoints where they are kept
     */
    public ShardFleet(
            IntFunction<ShardSettings> settings, KeyValueBucket checkpoints, ShardParts parts, ShardMetrics metrics) {
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.parts = parts;
        this.metrics = metrics;
    }

    @Override
    public void start(int shard, long epoch, BooleanSupplier held) {
        ShardSettings its = settings.apply(shard);
        Checkpoint none = new Checkpoint(Optional.empty(), 0, parts.compression());
        CheckpointKey key = new CheckpointKey(checkpoints, shard, its.count(), epoch, none);
        ShardTenure tenure = new ShardTenure(
                its,
                key,
                held,
                parts,
                metrics,
                Optional.ofNullable(tenures.get(shard)),
                over -> tenures.remove(shard, over));
        tenures.put(shard, tenure);
        tenure.start();
    }

    @Override
    public void handOver(int shard) throws InterruptedException {
        ShardTenure tenure = tenures.get(shard);
        if (tenure != null) {
            tenure.handOver();
        }
    }

    @Override
    public boolean beginning(int shard) {
        return shard(shard).filter(its -> its.status().phase().beginning()).isPresent();
    }

    @Override
    public void abandon(int shard) {
        ShardTenure tenure = tenures.get(shard);
        if (tenure != null) {
            tenure.abandon();
        }
    }

    /** A shard that runs here. */
    public Optional<Shard> shard(int id) {
        return Optional.ofNullable(tenures.get(id)).flatMap(ShardTenure::shard);
    }

    /** How each shard that runs here fares, by its id. */
    public List<ShardStatus> statuses() {
        return shards().map(Shard::status).toList();
    }

    /** Whether every shard is connected and sends events. */
    public Health live() {
        return () -> tenures.entrySet().stream()
                .flatMap(each -> problem(each.getKey(), each.getValue()).stream())
                .findFirst()
                .map(Health.Status::unhealthy)
                .orElse(Health.Status.OK);
    }

    private static Optional<String> problem(int id, ShardTenure tenure) {
        Optional<ShardPhase> phase = tenure.shard().map(its -> its.status().phase());
        if (phase.isEmpty()) {
            return Optional.of("shard " + id + " waits for its checkpoint");
        }
        return phase.filter(its -> its != ShardPhase.LIVE).map(its -> "shard " + id + " is " + its);
    }

    /** Whether every shard's loop moves. */
    public Health moving() {
        return () -> shards().filter(
                        shard -> !shard.status().phase().ended() && shard.idle().compareTo(STUCK) > 0)
                .findFirst()
                .map(shard -> Health.Status.unhealthy("shard " + shard.id() + " has not moved for " + shard.idle()))
                .orElse(Health.Status.OK);
    }

    private Stream<Shard> shards() {
        return tenures.values().stream().flatMap(tenure -> tenure.shard().stream());
    }
}
