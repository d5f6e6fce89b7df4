package dev.jetcord.bridge.lease;

import java.util.function.BooleanSupplier;

/** Runs the shards that this bridge holds. Thread-safe; its methods must not block, but for {@link #handOver}. */
public interface ShardHost {
    /**
     * Begins to run a shard.
     *
     * @param epoch of the lease
     * @param held whether the lease lasts: as soon as it does not, the shard must leave the gateway
     */
    void start(int shard, long epoch, BooleanSupplier held);

    /** Whether a shard's session is only beginning: nobody could resume it yet. That ends by itself within a minute. */
    boolean beginning(int shard);

    /**
     * Stops a shard so that another bridge can resume its session, and returns when that is possible: a session that is only
     * beginning is waited for.
     */
    void handOver(int shard) throws InterruptedException;

    /** Stops a shard that is held no more. */
    void abandon(int shard);
}
