package dev.jetcord.sandbox.chain;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A token's contract and what it holds. Immutable; addresses are in lower case. */
sealed interface Contract {

    /** Of a kind of token, the tokens of one owner. */
    record Item(String owner, BigInteger token) {}

    /**
     * ERC-20.
     *
     * @param decimals absent: the contract has no such function
     */
    record Erc20(Optional<Integer> decimals, Map<String, BigInteger> balances) implements Contract {
        public Erc20 {
            balances = Map.copyOf(balances);
        }

        Erc20 with(Map<String, BigInteger> changes) {
            return new Erc20(decimals, merged(balances, changes));
        }
    }

    /** ERC-721, by token. */
    record Erc721(Map<BigInteger, String> owners) implements Contract {
        public Erc721 {
            owners = Map.copyOf(owners);
        }

        Erc721 with(Map<BigInteger, String> changes) {
            return new Erc721(merged(owners, changes));
        }

        BigInteger count(String owner) {
            return BigInteger.valueOf(
                    owners.values().stream().filter(owner::equals).count());
        }
    }

    /** ERC-1155. */
    record Erc1155(Map<Item, BigInteger> balances) implements Contract {
        public Erc1155 {
            balances = Map.copyOf(balances);
        }

        Erc1155 with(Map<Item, BigInteger> changes) {
            return new Erc1155(merged(balances, changes));
        }

        BigInteger balance(String owner, BigInteger token) {
            return balances.getOrDefault(new Item(owner, token), BigInteger.ZERO);
        }

        /** balanceOfBatch: an array of the balances of owners and tokens side by side. */
        Optional<String> balances(AbiCall call) {
            List<String> owners = call.array(0).map(AbiCall::addressOf).toList();
            List<BigInteger> tokens =
                    call.array(1).map(word -> new BigInteger(word, 16)).toList();
            if (owners.size() != tokens.size()) {
                return Optional.empty();
            }
            StringBuilder result = new StringBuilder("0x")
                    .append(Hex.word(BigInteger.valueOf(AbiCall.WORD_BYTES)))
                    .append(Hex.word(BigInteger.valueOf(owners.size())));
            for (int i = 0; i < owners.size(); i++) {
                result.append(Hex.word(balance(owners.get(i), tokens.get(i))));
            }
            return Optional.of(result.toString());
        }
    }

    /** A contract that has code and answers nothing. */
    record Mute() implements Contract {}

    /**
     * What a call returns, in hexadecimal; empty when it reverts.
     *
     * @throws IllegalArgumentException when its arguments are not those of the function: it reverts as well
     */
    default Optional<String> call(AbiCall call) {
        return switch (this) {
            case Erc20 token ->
                switch (call.selector()) {
                    case "70a08231" ->
                        Optional.of(number(token.balances.getOrDefault(call.address(0), BigInteger.ZERO)));
                    case "313ce567" -> token.decimals.map(digits -> number(BigInteger.valueOf(digits)));
                    default -> Optional.empty();
                };
            case Erc721 collection ->
                switch (call.selector()) {
                    case "70a08231" -> Optional.of(number(collection.count(call.address(0))));
                    case "6352211e" ->
                        Optional.ofNullable(collection.owners.get(call.number(0)))
                                .map(owner -> number(new BigInteger(owner.substring(2), 16)));
                    case "01ffc9a7" -> Optional.of(supports(call, "80ac58cd"));
                    default -> Optional.empty();
                };
            case Erc1155 items ->
                switch (call.selector()) {
                    case "00fdd58e" -> Optional.of(number(items.balance(call.address(0), call.number(1))));
                    case "4e1273f4" -> items.balances(call);
                    case "01ffc9a7" -> Optional.of(supports(call, "d9b67a26"));
                    default -> Optional.empty();
                };
            case Mute _ -> Optional.empty();
        };
    }

    private static String supports(AbiCall call, String own) {
        String asked = call.prefix(0, 4);
        return number(asked.equals(own) || asked.equals("01ffc9a7") ? BigInteger.ONE : BigInteger.ZERO);
    }

    private static String number(BigInteger number) {
        return "0x" + Hex.word(number);
    }

    private static <K, V> Map<K, V> merged(Map<K, V> old, Map<K, V> changes) {
        Map<K, V> merged = new HashMap<>(old);
        merged.putAll(changes);
        return merged;
    }
}
