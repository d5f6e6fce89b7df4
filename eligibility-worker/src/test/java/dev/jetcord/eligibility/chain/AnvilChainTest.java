package dev.jetcord.eligibility.chain;

/** Against a real EVM node and contracts compiled from Solidity. */
class AnvilChainTest extends ChainContract {
    @Override
    TestChain startChain() {
        return new AnvilTestChain();
    }
}
