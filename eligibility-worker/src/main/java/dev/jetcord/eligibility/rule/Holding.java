package dev.jetcord.eligibility.rule;

import java.math.BigInteger;

/**
 * What a member holds of an asset, as far as it could be read.
 *
 * @param atLeast the sum over the wallets that were read, in the asset's smallest unit; not negative
 * @param wallets how many wallets the member has linked
 * @param unread how many of them could not be read; what they hold is not in the sum
 */
public record Holding(BigInteger atLeast, int wallets, int unread) {
    public Holding {
        if (atLeast.signum() < 0) {
            throw new IllegalArgumentException("A balance is not negative but is " + atLeast);
        }
        if (unread < 0 || unread > wallets) {
            throw new IllegalArgumentException(unread + " of " + wallets + " wallets cannot be unread");
        }
    }

    /** Whether it reaches {@code minimum}: wallets that were not read could only add to it. */
    public Truth reaches(BigInteger minimum) {
        if (atLeast.compareTo(minimum) >= 0) {
            return Truth.TRUE;
        }
        return unread == 0 ? Truth.FALSE : Truth.UNKNOWN;
    }
}
