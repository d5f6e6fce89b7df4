package dev.jetcord.eligibility.chain;

import static java.util.Objects.requireNonNull;

import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Asset;

/** What one wallet holds of one asset. */
public record BalanceQuery(Asset asset, Address wallet) {
    public BalanceQuery {
        requireNonNull(asset, "asset");
        requireNonNull(wallet, "wallet");
    }
}
