package dev.jetcord.bridge.lease;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who holds a shard. It lasts for as long as the holder is a living {@link Member}.
 *
 * @param owner the bridge; empty when it was handed back
 * @param epoch grows with every claim, so that what a former holder writes can be told from what the present one does
 */
public record Lease(Optional<String> owner, long epoch) {
    /** Nobody ever held it. */
    public static final Lease FREE = new Lease(Optional.empty(), 0);

    public Lease {
        requireNonNull(owner, "owner");
        if (epoch < 0) {
            throw new IllegalArgumentException("A lease's epoch must not be negative");
        }
    }

    boolean ownedBy(String bridge) {
        return owner.filter(bridge::equals).isPresent();
    }

    Lease claimedBy(String bridge) {
        return new Lease(Optional.of(bridge), epoch + 1);
    }

    Lease handedBack() {
        return new Lease(Optional.empty(), epoch);
    }
}
