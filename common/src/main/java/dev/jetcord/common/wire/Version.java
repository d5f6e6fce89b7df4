package dev.jetcord.common.wire;

import java.util.Comparator;

/**
 * The order of truth of a shard's events. A retried publish may be stored after its successors, so the position in the
 * stream does not tell which of two states is newer; this does.
 *
 * @param epoch grows with every new IDENTIFY of the shard; at least 0
 * @param sequence the gateway's sequence within that session; at least 0
 */
public record Version(long epoch, long sequence) implements Comparable<Version> {
    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::epoch).thenComparingLong(Version::sequence);

    public Version {
        if (epoch < 0 || sequence < 0) {
            throw new IllegalArgumentException("A version's epoch and sequence must not be negative");
        }
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}
