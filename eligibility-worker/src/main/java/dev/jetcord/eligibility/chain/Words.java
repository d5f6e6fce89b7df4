package dev.jetcord.eligibility.chain;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the two ways in which JSON-RPC writes numbers. Strict: what has another shape is absent, never zero. */
final class Words {
    private static final Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]{1,64}");
    private static final Pattern WORD = Pattern.compile("0x[0-9a-fA-F]{64}");
    private static final int PREFIX = 2;
    private static final int HEXADECIMAL = 16;

    private Words() {}

    /** A quantity, such as a block's number or an amount of the chain's coin. */
    static Optional<BigInteger> quantity(String text) {
        return QUANTITY.matcher(text).matches() ? Optional.of(number(text)) : Optional.empty();
    }

    /** The result of a function that returns one uint256: 32 bytes. */
    static Optional<BigInteger> word(String text) {
        return WORD.matcher(text).matches() ? Optional.of(number(text)) : Optional.empty();
    }

    private static BigInteger number(String text) {
        return new BigInteger(text.substring(PREFIX), HEXADECIMAL);
    }
}
