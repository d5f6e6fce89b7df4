package dev.jetcord.eligibility.chain;

import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Asset;
import dev.jetcord.eligibility.rule.Decimals;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Looks whether a contract is what a rule takes it for, at the latest block: a new contract may be younger than the block
 * that balances are read at. Blocks.
 */
final class ContractInspector {
    private static final String LATEST = "latest";

    /** Its owner is nobody, but it is an address like any other. */
    private static final Address SOMEBODY = Address.parse("0x0000000000000000000000000000000000000001");

    private static final BigInteger LARGEST_DECIMALS = BigInteger.valueOf(255);

    private final Chains chains;

    ContractInspector(Chains chains) {
        this.chains = chains;
    }

    /**
     * What is wrong with an asset, in words for an administrator; empty when it can be read.
     *
     * @throws ChainUnavailableException when that cannot be told at present
     */
    Optional<String> problem(Asset asset) throws ChainUnavailableException {
        Optional<Chain> chain = chains.find(asset.chain());
        if (chain.isEmpty()) {
            return Optional.of(
                    chains.names().isEmpty()
                            ? "no chain is configured, so that no rule can ask for a balance"
                            : "there is no chain " + asset.chain() + "; there are "
                                    + String.join(", ", chains.names()));
        }
        Failover endpoints = chain.get().endpoints();
        return switch (asset) {
            case Asset.Native _ -> {
                // Whether the chain answers at all is what there is to know of its coin.
                endpoints.first(endpoint -> endpoint.blockNumber(LATEST));
                yield Optional.empty();
            }
            case Asset.Erc20 token -> token(token, endpoints);
            case Asset.Erc721 collection ->
                implementing(collection.contract(), TokenCalls.ERC721, "no collection of NFTs (ERC-721)", endpoints);
            case Asset.Erc1155 item ->
                implementing(item.contract(), TokenCalls.ERC1155, "no contract of many tokens (ERC-1155)", endpoints);
        };
    }

    /** The token's decimals, from its contract; empty when it does not tell them. */
    Optional<Integer> decimals(Asset.Erc20 token) throws ChainUnavailableException {
        Optional<Chain> chain = chains.find(token.chain());
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        return word(chain.get().endpoints(), TokenCalls.decimals(token.contract(), LATEST))
                .filter(decimals -> decimals.compareTo(LARGEST_DECIMALS) <= 0)
                .map(BigInteger::intValueExact);
    }

    /** Decimals for one who reads a rule. */
    int required(Asset.Erc20 token) throws Decimals.UnknownException {
        try {
            Optional<String> problem = problem(token);
            if (problem.isPresent()) {
                throw new Decimals.UnknownException(problem.get());
            }
            return decimals(token)
                    .orElseThrow(() -> new Decimals.UnknownException(
                            "the contract does not tell its decimals; give minimum in its smallest unit instead"));
        } catch (ChainUnavailableException unavailable) {
            throw new Decimals.UnknownException(unavailable.getMessage() + "; try again later");
        }
    }

    private static Optional<String> token(Asset.Erc20 token, Failover endpoints) throws ChainUnavailableException {
        if (!hasCode(token.contract(), endpoints)) {
            return Optional.of(noCode(token.contract()));
        }
        if (implementsInterface(token.contract(), TokenCalls.ERC721, endpoints)) {
            return Optional.of(token.contract() + " is a collection of NFTs (ERC-721) and no token (ERC-20)");
        }
        RpcQuery balance = TokenCalls.balance(new BalanceQuery(token, SOMEBODY), LATEST);
        return word(endpoints, balance).isPresent()
                ? Optional.empty()
                : Optional.of(token.contract() + " is no token (ERC-20): it does not tell balances");
    }

    private static Optional<String> implementing(
            Address contract, String interfaceId, String otherwise, Failover endpoints)
            throws ChainUnavailableException {
        if (!hasCode(contract, endpoints)) {
            return Optional.of(noCode(contract));
        }
        return implementsInterface(contract, interfaceId, endpoints)
                ? Optional.empty()
                : Optional.of(contract + " is " + otherwise + ": it does not say that it is one (ERC-165)");
    }

    private static String noCode(Address contract) {
        return contract + " has no code on this chain: it is no contract";
    }

    private static boolean hasCode(Address contract, Failover endpoints) throws ChainUnavailableException {
        return asked(endpoints, TokenCalls.code(contract, LATEST)) instanceof RpcAnswer.Result(String code)
                && code.length() > "0x".length();
    }

    private static boolean implementsInterface(Address contract, String interfaceId, Failover endpoints)
            throws ChainUnavailableException {
        return word(endpoints, TokenCalls.supportsInterface(contract, interfaceId, LATEST))
                .filter(BigInteger.ONE::equals)
                .isPresent();
    }

    private static Optional<BigInteger> word(Failover endpoints, RpcQuery query) throws ChainUnavailableException {
        return asked(endpoints, query) instanceof RpcAnswer.Result(String text) ? Words.word(text) : Optional.empty();
    }

    private static RpcAnswer asked(Failover endpoints, RpcQuery query) throws ChainUnavailableException {
        return endpoints.first(endpoint -> endpoint.call(query));
    }
}
