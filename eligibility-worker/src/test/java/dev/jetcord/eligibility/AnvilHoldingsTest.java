package dev.jetcord.eligibility;

import dev.jetcord.eligibility.chain.AnvilProcess;
import dev.jetcord.eligibility.chain.AnvilTestChain;
import dev.jetcord.eligibility.chain.TestChain;
import org.junit.jupiter.api.condition.EnabledIf;

/** Against a real EVM node and contracts compiled from Solidity. */
@EnabledIf(value = "dev.jetcord.eligibility.chain.AnvilProcess#isObtainable", disabledReason = AnvilProcess.NEEDS)
class AnvilHoldingsTest extends HoldingsContract {
    @Override
    TestChain startChain() {
        return new AnvilTestChain();
    }
}
