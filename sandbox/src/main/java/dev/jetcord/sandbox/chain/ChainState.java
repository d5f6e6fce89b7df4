package dev.jetcord.sandbox.chain;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** All that is on a chain at the end of a block. Immutable; addresses are in lower case. */
record ChainState(Map<String, BigInteger> coins, Map<String, Contract> contracts) {
    static final ChainState EMPTY = new ChainState(Map.of(), Map.of());

    ChainState {
        coins = Map.copyOf(coins);
        contracts = Map.copyOf(contracts);
    }

    ChainState withCoins(Map<String, BigInteger> changes) {
        Map<String, BigInteger> all = new HashMap<>(coins);
        all.putAll(changes);
        return new ChainState(all, contracts);
    }

    ChainState withContract(String address, Contract contract) {
        Map<String, Contract> all = new HashMap<>(contracts);
        all.put(address, contract);
        return new ChainState(coins, all);
    }
}
