package dev.jetcord.bridge.lease;

import java.util.Map;
import java.util.Set;

/**
 * What a bridge knows when it decides.
 *
 * @param self this bridge
 * @param shards how many there are
 * @param alive bridges that were heard of within the lease time; this one among them
 * @param staying those of them that are not about to stop: the shards are balanced over these
 * @param leases by shard; a shard that is not in it was never held
 */
record LeaseView(String self, int shards, Set<String> alive, Set<String> staying, Map<Integer, StoredLease> leases) {
    LeaseView {
        alive = Set.copyOf(alive);
        staying = Set.copyOf(staying);
        leases = Map.copyOf(leases);
    }

    Lease lease(int shard) {
        return stored(shard).lease();
    }

    StoredLease stored(int shard) {
        return leases.getOrDefault(shard, StoredLease.NONE);
    }

    /** Whether a living bridge holds the shard. */
    boolean held(int shard) {
        return lease(shard).owner().filter(alive::contains).isPresent();
    }

    long heldBy(String bridge) {
        return leases.values().stream()
                .filter(stored -> stored.lease().ownedBy(bridge))
                .count();
    }
}
