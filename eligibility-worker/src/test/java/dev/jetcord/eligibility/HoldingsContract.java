package dev.jetcord.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.eligibility.Answers.RoleCheck;
import dev.jetcord.common.eligibility.Answers.Verdict;
import dev.jetcord.eligibility.chain.TestChain;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.sandbox.nats.FaultyProxy;
import dev.jetcord.sandbox.world.User;
import java.math.BigInteger;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A role for what a wallet holds, on every chain: that of the sandbox, and a real EVM with real contracts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HoldingsContract {
    private static final Address SOMEBODY = TestChain.wallet(1);

    private TestChain chain;
    private FaultyProxy network;
    private RunningWorker world;

    /** Starts the chain, which all tests of the class share. */
    abstract TestChain startChain();

    /** Sets whether a wallet holds enough. */
    @FunctionalInterface
    private interface Holding {
        void set(Address wallet, boolean enough);
    }

    @BeforeAll
    void start() throws Exception {
        chain = startChain();
        network = new FaultyProxy(chain.endpoint().toString());
        world = new RunningWorker(
                URI.create("http://127.0.0.1:" + network.port())
                        .resolve(chain.endpoint().getPath()),
                chain.id());
    }

    @AfterAll
    void stop() {
        world.close();
        network.close();
        chain.close();
    }

    @AfterEach
    void withoutRules() throws Exception {
        network.heal();
        world.removeRules();
    }

    @Test
    void isGivenAndTakenForTheChainsCoin() throws Exception {
        follows(
                """
                {"type": "native_balance", "chain": "test", "minimum_tokens": "0.5"}""",
                (wallet, enough) ->
                        chain.setCoins(wallet, new BigInteger(enough ? "500000000000000000" : "499999999999999999")));
    }

    @Test
    void isGivenAndTakenForATokenErc20() throws Exception {
        Address token = chain.deployErc20(6);
        follows(
                """
                {"type": "erc20_balance", "chain": "test", "contract": "%s", "minimum_tokens": "1.5"}""".formatted(token),
                (wallet, enough) -> chain.setTokens(token, wallet, BigInteger.valueOf(enough ? 1_500_000 : 1_499_999)));
    }

    @Test
    void isGivenAndTakenForAnNftErc721() throws Exception {
        Address collection = chain.deployErc721();
        follows(
                """
                {"type": "erc721_balance", "chain": "test", "contract": "%s", "minimum": 1}""".formatted(collection),
                (wallet, enough) -> chain.setOwner(collection, BigInteger.TEN, enough ? wallet : SOMEBODY));
    }

    @Test
    void isGivenAndTakenForAnItemErc1155() throws Exception {
        Address items = chain.deployErc1155();
        follows(
                """
                {"type": "erc1155_balance", "chain": "test", "contract": "%s", "token_id": 7, "minimum": 2}""".formatted(items),
                (wallet, enough) ->
                        chain.setItems(items, BigInteger.valueOf(7), wallet, BigInteger.valueOf(enough ? 2 : 1)));
    }

    /** Given while it is enough; left where it is while the chain cannot be asked; taken when it is known not to be enough. */
    private void follows(String rule, Holding holding) throws Exception {
        User user = world.join("holder");
        Address wallet = Address.parse(world.link(user).getAddress());
        holding.set(wallet, true);
        world.addRule("holders", rule);
        world.awaitRole(user, true);

        network.refuse(true);
        network.cut();
        holding.set(wallet, false);
        assertThat(world.check(user).roles())
                .extracting(RoleCheck::due, RoleCheck::change)
                .containsExactly(tuple(Verdict.UNKNOWN, Change.NONE));
        assertThat(world.hasRole(user)).isTrue();

        network.heal();
        await().atMost(RunningWorker.PATIENCE)
                .until(() -> world.check(user).roles().getFirst().due() == Verdict.NO);
        world.awaitRole(user, false);
        assertThat(world.audited(user)).startsWith("ROLE_GRANTED").endsWith("ROLE_REMOVED");
    }
}
