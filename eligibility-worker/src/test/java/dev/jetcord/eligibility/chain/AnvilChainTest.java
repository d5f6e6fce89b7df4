package dev.jetcord.eligibility.chain;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Against a real EVM node and contracts compiled from Solidity. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnvilChainTest extends ChainContract {
    private AnvilTestChain chain;

    @BeforeAll
    void start() {
        chain = new AnvilTestChain();
    }

    @AfterAll
    void end() {
        chain.close();
    }

    @Override
    TestChain chain() {
        return chain;
    }
}
