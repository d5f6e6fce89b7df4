package dev.jetcord.sandbox.chain;

import static java.util.stream.Collectors.toMap;

import java.math.BigInteger;
import java.util.Map;

/** Brings what was given for addresses into the form that the state has. */
final class Keyed {
    private Keyed() {}

    static Map<String, BigInteger> byAddress(Map<String, BigInteger> given) {
        return given.entrySet().stream().collect(toMap(entry -> Hex.address(entry.getKey()), Map.Entry::getValue));
    }

    static Map<Contract.Item, BigInteger> byItem(BigInteger token, Map<String, BigInteger> given) {
        return given.entrySet().stream()
                .collect(toMap(entry -> new Contract.Item(Hex.address(entry.getKey()), token), Map.Entry::getValue));
    }

    static Map<BigInteger, String> ofAddresses(Map<BigInteger, String> given) {
        return given.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> Hex.address(entry.getValue())));
    }
}
