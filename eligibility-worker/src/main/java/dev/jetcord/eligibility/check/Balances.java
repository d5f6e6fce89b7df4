package dev.jetcord.eligibility.check;

import dev.jetcord.eligibility.chain.BalanceQuery;
import dev.jetcord.eligibility.chain.Reading;
import java.util.Map;
import java.util.Set;

/** Reads balances: an answer for each query, those of a chain at one block. Blocks; thread-safe. */
@FunctionalInterface
public interface Balances {
    Map<BalanceQuery, Reading> read(Set<BalanceQuery> queries);
}
