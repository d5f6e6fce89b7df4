package dev.jetcord.eligibility;

import dev.jetcord.eligibility.chain.StubTestChain;
import dev.jetcord.eligibility.chain.TestChain;

class SandboxHoldingsTest extends HoldingsContract {
    @Override
    TestChain startChain() {
        return new StubTestChain();
    }
}
