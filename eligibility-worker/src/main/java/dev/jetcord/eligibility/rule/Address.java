package dev.jetcord.eligibility.rule;

import java.util.Locale;
import java.util.regex.Pattern;
import org.web3j.crypto.Keys;

/**
 * An Ethereum address.
 *
 * @param value {@code 0x} and 40 hexadecimal digits, whose case is the checksum of EIP-55
 */
public record Address(String value) implements Comparable<Address> {
    private static final Pattern SHAPE = Pattern.compile("0x[0-9a-fA-F]{40}");

    public Address {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("An address is 0x and 40 hexadecimal digits");
        }
        if (!Keys.toChecksumAddress(value).equals(value)) {
            throw new IllegalArgumentException(
                    "The upper and lower case of " + value + " is not that of an address: a digit is wrong (EIP-55)");
        }
    }

    /**
     * Reads what a person gave: with the checksum of EIP-55, or without one in lower or upper case throughout.
     *
     * @throws IllegalArgumentException with words for that person, when it is no address or its checksum is wrong
     */
    public static Address parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("An address is 0x and 40 hexadecimal digits");
        }
        String digits = text.substring(2);
        boolean unchecked =
                digits.equals(digits.toLowerCase(Locale.ROOT)) || digits.equals(digits.toUpperCase(Locale.ROOT));
        return new Address(unchecked ? Keys.toChecksumAddress(text) : text);
    }

    /** For where space is short: the first six and last four digits. */
    public String abbreviated() {
        return value.substring(0, 8) + "…" + value.substring(value.length() - 4);
    }

    @Override
    public int compareTo(Address other) {
        return value.compareToIgnoreCase(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
