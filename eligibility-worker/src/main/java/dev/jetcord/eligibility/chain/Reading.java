package dev.jetcord.eligibility.chain;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;

/** What came of reading a balance. */
public sealed interface Reading {
    /**
     * A balance.
     *
     * @param amount in the asset's smallest unit, from 0 to 2^256 - 1
     * @param block at whose end it was so
     */
    record Known(BigInteger amount, BigInteger block) implements Reading {
        public Known {
            requireNonNull(amount, "amount");
            requireNonNull(block, "block");
        }
    }

    /**
     * A balance that could not be read. It says nothing about what the wallet holds.
     *
     * @param reason words for people, without a full stop, and without an endpoint's address
     * @param temporary whether it may be known when it is asked again soon; a contract that does not answer will not
     */
    record Unknown(String reason, boolean temporary) implements Reading {
        public Unknown {
            requireNonNull(reason, "reason");
        }
    }
}
