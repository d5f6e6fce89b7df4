package dev.jetcord.sandbox.chain;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The ways in which Ethereum writes numbers and addresses. */
final class Hex {
    static final BigInteger LARGEST = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final int RADIX = 16;

    private Hex() {}

    /** An address in lower case. */
    static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("an address is 0x and 40 hexadecimal digits, not " + text);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** Bytes as JSON-RPC writes them. */
    static byte[] bytes(String text) {
        if (!text.startsWith("0x")) {
            throw new IllegalArgumentException("bytes are 0x and hexadecimal digits");
        }
        return HexFormat.of().parseHex(text, 2, text.length());
    }

    /** As JSON-RPC writes it: without leading zeros. */
    static String quantity(BigInteger number) {
        return "0x" + number.toString(RADIX);
    }

    /** As the ABI writes it: 32 bytes. */
    static String word(BigInteger number) {
        String digits = number.toString(RADIX);
        return "0".repeat(2 * AbiCall.WORD_BYTES - digits.length()) + digits;
    }

    /** A number from 0 to 2^256 - 1, in decimal. */
    static BigInteger amount(String decimal) {
        BigInteger number;
        try {
            number = new BigInteger(decimal);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an amount is a whole number, not " + decimal, e);
        }
        if (number.signum() < 0 || number.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("an amount is from 0 to 2^256 - 1");
        }
        return number;
    }
}
