package dev.jetcord.bridge.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this bridge has seen of the others, and when by its own clock: no two clocks are ever compared. Thread-safe.
 *
 * <p>Our own signs of life come back by the same way as the others'. When they do not, we see nothing, and so judge nobody;
 * when they do again, everybody is given a whole life anew. So after an outage of NATS the bridges that held shards before
 * it have the first claim.
 */
final class LeaseBoard {
    private final String self;
    private final int shards;
    private final LeaseTimes times;
    private final Map<String, Seen> members = new HashMap<>();
    private final Map<Integer, Held> leases = new HashMap<>();
    private Optional<Duration> lastOwnSign = Optional.empty();

    LeaseBoard(String self, int shards, LeaseTimes times) {
        this.self = self;
        this.shards = shards;
        this.times = times;
    }

    /** A sign of life came. */
    synchronized void sign(String member, boolean leaving, Duration now) {
        if (member.equals(self)) {
            if (!sees(now)) {
                members.replaceAll((id, seen) -> new Seen(now, seen.leaving()));
            }
            lastOwnSign = Optional.of(now);
        }
        members.put(member, new Seen(now, leaving));
        members.values()
                .removeIf(seen -> now.minus(seen.at()).compareTo(times.life().multipliedBy(10)) > 0);
    }

    /** A bridge has gone in an orderly way. */
    synchronized void gone(String member) {
        members.remove(member);
    }

    /** A lease was written. What is older than what is known is ignored. */
    synchronized void lease(int shard, Lease lease, long revision) {
        if (shard < shards && revision > revision(shard)) {
            leases.put(shard, new Held(lease, revision));
        }
    }

    /** What a claim of the shard must expect; 0 for one that was never held. */
    synchronized long revision(int shard) {
        Held held = leases.get(shard);
        return held == null ? 0 : held.revision();
    }

    synchronized Lease leaseOf(int shard) {
        Held held = leases.get(shard);
        return held == null ? Lease.FREE : held.lease();
    }

    /** Whether what happens is seen here; otherwise nothing may be concluded from silence. */
    synchronized boolean sees(Duration now) {
        return lastOwnSign
                .filter(sign -> now.minus(sign).compareTo(times.renewal().multipliedBy(3)) < 0)
                .isPresent();
    }

    synchronized LeaseView view(Duration now) {
        Set<String> alive = new HashSet<>();
        Set<String> staying = new HashSet<>();
        members.forEach((id, seen) -> {
            if (now.minus(seen.at()).compareTo(times.life()) < 0) {
                alive.add(id);
                if (!seen.leaving()) {
                    staying.add(id);
                }
            }
        });
        Map<Integer, Lease> known = new HashMap<>();
        leases.forEach((shard, held) -> known.put(shard, held.lease()));
        return new LeaseView(self, shards, alive, staying, known);
    }

    private record Seen(Duration at, boolean leaving) {}

    private record Held(Lease lease, long revision) {}
}
