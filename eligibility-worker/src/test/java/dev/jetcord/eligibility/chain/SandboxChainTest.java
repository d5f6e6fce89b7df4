package dev.jetcord.eligibility.chain;

/** Against the stub chain of the sandbox. */
class SandboxChainTest extends ChainContract {
    @Override
    TestChain startChain() {
        return new StubTestChain();
    }
}
