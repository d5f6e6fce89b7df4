package dev.jetcord.bridge.lease;

import static java.util.Objects.requireNonNull;

/**
 * A lease as it was seen to stand in NATS.
 *
 * @param revision what a write must expect that was decided on from this lease; 0 for one that was never written
 */
record StoredLease(Lease lease, long revision) {
    static final StoredLease NONE = new StoredLease(Lease.FREE, 0);

    StoredLease {
        requireNonNull(lease, "lease");
        if (revision < 0) {
            throw new IllegalArgumentException("A revision must not be negative");
        }
    }
}
