package dev.jetcord.sandbox.chain;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a contract is called with (Contract ABI Specification).
 *
 * @param selector the function's, 8 digits
 * @param arguments words of 32 bytes, in hexadecimal
 */
record AbiCall(String selector, String arguments) {
    static final int WORD_BYTES = 32;

    private static final int WORD_DIGITS = 2 * WORD_BYTES;
    private static final int ADDRESS_DIGITS = 40;
    private static final int SELECTOR_END = 10;
    private static final int MAX_ARRAY = 10_000;
    private static final Pattern DATA = Pattern.compile("0x[0-9a-fA-F]{8,}");

    /** Empty when {@code data} selects no function. */
    static Optional<AbiCall> read(String data) {
        return DATA.matcher(data).matches()
                ? Optional.of(new AbiCall(
                        data.substring(2, SELECTOR_END),
                        data.substring(SELECTOR_END).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** @throws IllegalArgumentException when there is no such argument: a contract reverts then */
    BigInteger number(int argument) {
        return new BigInteger(word(argument), 16);
    }

    String address(int argument) {
        return addressOf(word(argument));
    }

    /** The first bytes of an argument, as digits. */
    String prefix(int argument, int bytes) {
        return word(argument).substring(0, 2 * bytes);
    }

    /** An argument that is an array of words. */
    Stream<String> array(int argument) {
        int start = number(argument).divide(BigInteger.valueOf(WORD_BYTES)).intValueExact();
        int length = number(start).intValueExact();
        if (length > MAX_ARRAY) {
            throw new IllegalArgumentException("the array is too long");
        }
        return IntStream.range(0, length).mapToObj(i -> word(start + 1 + i));
    }

    static String addressOf(String word) {
        return "0x" + word.substring(WORD_DIGITS - ADDRESS_DIGITS);
    }

    private String word(int index) {
        int from = Math.multiplyExact(index, WORD_DIGITS);
        if (arguments.length() < from + WORD_DIGITS) {
            throw new IllegalArgumentException("the call has no argument " + index);
        }
        return arguments.substring(from, from + WORD_DIGITS);
    }
}
