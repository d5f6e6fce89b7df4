package dev.jetcord.eligibility.chain;

import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.chain.ChainFaults;
import dev.jetcord.sandbox.chain.StubChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The sandbox's first chain, over HTTP. */
public final class StubTestChain implements TestChain {
    private final SandboxDiscord sandbox;
    private final StubChain chain;

    public StubTestChain() {
        try {
            this.sandbox = SandboxDiscord.start(SandboxSettings.forTests().withoutGuilds());
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        this.chain = sandbox.chains().first();
    }

    void fail(ChainFaults.Mode mode) {
        chain.setFaults(new ChainFaults(mode, Duration.ZERO));
    }

    void setSafeLag(int blocks) {
        chain.setSafeLag(blocks);
    }

    long requests() {
        return chain.requests();
    }

    @Override
    public URI endpoint() {
        return sandbox.url().resolve("/rpc/" + chain.name());
    }

    @Override
    public long id() {
        return chain.id();
    }

    @Override
    public Address deployErc20(int decimals) {
        return Address.parse(chain.deployErc20(Optional.of(decimals)));
    }

    @Override
    public Address deployErc20WithoutDecimals() {
        return Address.parse(chain.deployErc20(Optional.empty()));
    }

    @Override
    public Address deployErc721() {
        return Address.parse(chain.deployErc721());
    }

    @Override
    public Address deployErc1155() {
        return Address.parse(chain.deployErc1155());
    }

    @Override
    public Address deployMute() {
        return Address.parse(chain.deployMute());
    }

    @Override
    public void setCoins(Address wallet, BigInteger wei) {
        chain.setCoins(Map.of(wallet.value(), wei));
    }

    @Override
    public void setTokens(Address token, Address wallet, BigInteger amount) {
        chain.setTokens(token.value(), Map.of(wallet.value(), amount));
    }

    @Override
    public void setOwner(Address collection, BigInteger token, Address wallet) {
        chain.setOwners(collection.value(), Map.of(token, wallet.value()));
    }

    @Override
    public void setItems(Address contract, BigInteger token, Address wallet, BigInteger amount) {
        chain.setItems(contract.value(), token, Map.of(wallet.value(), amount));
    }

    @Override
    public void mine(int blocks) {
        chain.mine(blocks);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
