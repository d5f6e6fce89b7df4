package dev.jetcord.bridge.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this bridge has seen of the others, and when by its own clock: no two clocks are ever compared. Thread-safe.
 *
 * <p>Whoever joins finds the signs of bridges that died lately, and can't know by its own clock when that was. They count as
 * alive for a whole life, so that nothing is taken from somebody who lives; but where such a sign is a life older than our
 * own, by the one clock of the server that stored both, no share of the shards is left to it.
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
    private final Map<Integer, StoredLease> leases = new HashMap<>();
    private Optional<Duration> lastOwnSign = Optional.empty();
    private Instant ownStoredAt = Instant.MIN;
    private long watch;
    private boolean caughtUp;

    LeaseBoard(String self, int shards, LeaseTimes times) {
        this.self = self;
        this.shards = shards;
        this.times = times;
    }

    /** A watch begins: until it has told what stands there, somebody may be alive whose sign has not come yet. */
    synchronized long watchBegins() {
        caughtUp = false;
        return ++watch;
    }

    /** The watch of this number has told what stood there when it began, and from now on tells what changes. */
    synchronized void caughtUp(long number, Duration now) {
        if (number == watch) {
            caughtUp = true;
            giveEverybodyALife(now);
        }
    }

    /**
     * A sign of life came.
     *
     * @param storedAt by the server's clock
     */
    synchronized void sign(String member, boolean leaving, Instant storedAt, Duration now) {
        if (member.equals(self)) {
            if (!sees(now)) {
                giveEverybodyALife(now);
            }
            lastOwnSign = Optional.of(now);
            ownStoredAt = storedAt;
        }
        members.put(member, new Seen(now, leaving, storedAt));
        members.values()
                .removeIf(seen -> now.minus(seen.at()).compareTo(times.life().multipliedBy(10)) > 0);
    }

    private void giveEverybodyALife(Duration now) {
        members.replaceAll((id, seen) -> new Seen(now, seen.leaving(), seen.storedAt()));
    }

    /** A bridge has gone in an orderly way. */
    synchronized void gone(String member) {
        members.remove(member);
    }

    /** A lease was written. What is older than what is known is ignored. */
    synchronized void lease(int shard, Lease lease, long revision) {
        if (shard < shards && revision > stored(shard).revision()) {
            leases.put(shard, new StoredLease(lease, revision));
        }
    }

    /** The latest that is known of a shard's lease. */
    synchronized StoredLease stored(int shard) {
        return leases.getOrDefault(shard, StoredLease.NONE);
    }

    /** Whether what happens is seen here; otherwise nothing may be concluded from silence. */
    synchronized boolean sees(Duration now) {
        Duration silence = times.renewal().multipliedBy(3);
        return caughtUp
                && lastOwnSign
                        .filter(sign -> now.minus(sign).compareTo(silence) < 0)
                        .isPresent();
    }

    synchronized LeaseView view(Duration now) {
        Set<String> alive = new HashSet<>();
        Set<String> staying = new HashSet<>();
        members.forEach((id, seen) -> {
            if (now.minus(seen.at()).compareTo(times.life()) < 0) {
                alive.add(id);
                if (!seen.leaving() && ownStoredAt.isBefore(seen.storedAt().plus(times.life()))) {
                    staying.add(id);
                }
            }
        });
        return new LeaseView(self, shards, alive, staying, leases);
    }

    private record Seen(Duration at, boolean leaving, Instant storedAt) {}
}
