package dev.jetcord.eligibility.chain;

import dev.jetcord.eligibility.rule.Address;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A chain whose balances a test sets. Each change is in a block of its own, at the end of the chain when a call returns. */
public interface TestChain extends AutoCloseable {
    URI endpoint();

    long id();

    Address deployErc20(int decimals);

    Address deployErc20WithoutDecimals();

    Address deployErc721();

    Address deployErc1155();

    /** Deploys a contract that answers no call. */
    Address deployMute();

    void setCoins(Address wallet, BigInteger wei);

    void setTokens(Address token, Address wallet, BigInteger amount);

    void setOwner(Address collection, BigInteger token, Address wallet);

    void setItems(Address contract, BigInteger token, Address wallet, BigInteger amount);

    void mine(int blocks);

    @Override
    void close();

    /** Settings of a chain named {@code test}, read at its latest block through {@code endpoints}. */
    default ChainSettings settings(URI... endpoints) {
        return new ChainSettings(
                "test", id(), List.of(endpoints), new BlockPolicy.Confirmations(0), 100, Duration.ofSeconds(5));
    }

    /** An address that nobody has a key of. */
    static Address wallet(int number) {
        return Address.parse("0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%08x".formatted(number));
    }
}
