package dev.jetcord.eligibility.chain;

import org.junit.jupiter.api.condition.EnabledIf;

/** Against a real EVM node and contracts compiled from Solidity. */
@EnabledIf(value = "dev.jetcord.eligibility.chain.AnvilProcess#isObtainable", disabledReason = AnvilProcess.NEEDS)
class AnvilChainTest extends ChainContract {
    @Override
    TestChain startChain() {
        return new AnvilTestChain();
    }
}
