package dev.jetcord.eligibility.chain;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Against the stub chain of the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxChainTest extends ChainContract {
    private StubTestChain chain;

    @BeforeAll
    void start() {
        chain = new StubTestChain();
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
