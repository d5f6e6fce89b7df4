package dev.jetcord.eligibility.chain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetcord.eligibility.chain.Reading.Known;
import dev.jetcord.eligibility.chain.Reading.Unknown;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Asset;
import dev.jetcord.eligibility.rule.Holding;
import dev.jetcord.eligibility.rule.RuleExpression;
import dev.jetcord.eligibility.rule.RuleExpression.Balance;
import dev.jetcord.eligibility.rule.RuleFormatException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on every chain: that of the sandbox, and a real EVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChainContract {
    private static final Duration CACHE = Duration.ofSeconds(15);
    private static final Address ALICE = TestChain.wallet(1);
    private static final Address BOB = TestChain.wallet(2);

    private final TestClock clock = new TestClock();
    private TestChain chain;
    private Chains chains;

    /** Starts the chain, which all tests of the class share. */
    abstract TestChain startChain();

    @BeforeAll
    void start() {
        chain = startChain();
    }

    @AfterAll
    void end() {
        chain.close();
    }

    @BeforeEach
    void configure() {
        chains = chains(chain.settings(chain.endpoint()));
    }

    @AfterEach
    void stop() {
        chains.close();
    }

    @Test
    void readsAllKindsOfBalancesAtOneBlock() {
        Asset coin = new Asset.Native("test");
        Asset token = new Asset.Erc20("test", chain.deployErc20(6));
        Asset collection = new Asset.Erc721("test", chain.deployErc721());
        Asset item = new Asset.Erc1155("test", chain.deployErc1155(), Asset.LARGEST);
        chain.setCoins(ALICE, BigInteger.valueOf(5));
        chain.setTokens(contract(token), ALICE, new BigInteger("1234567890123456789012345"));
        chain.setOwner(contract(collection), BigInteger.ONE, ALICE);
        chain.setOwner(contract(collection), Asset.LARGEST, ALICE);
        chain.setItems(contract(item), Asset.LARGEST, ALICE, BigInteger.TEN);

        Map<BalanceQuery, Reading> readings =
                chains.balances(queries(List.of(coin, token, collection, item), List.of(ALICE, BOB)));

        assertThat(readings)
                .hasSize(8)
                .allSatisfy((query, reading) -> assertThat(reading).isInstanceOf(Known.class));
        assertThat(readings.values().stream()
                        .map(reading -> ((Known) reading).block())
                        .distinct())
                .hasSize(1);
        assertThat(amount(readings, coin, ALICE)).isEqualTo(5);
        assertThat(amount(readings, token, ALICE)).isEqualTo("1234567890123456789012345");
        assertThat(amount(readings, collection, ALICE)).isEqualTo(2);
        assertThat(amount(readings, item, ALICE)).isEqualTo(10);
        assertThat(amount(readings, item, BOB)).isZero();
        assertThat(amount(readings, token, BOB)).isZero();
    }

    @Test
    void readsTheLargestNumberThatAContractCanTell() {
        Asset token = new Asset.Erc20("test", chain.deployErc20(18));
        chain.setTokens(contract(token), ALICE, Asset.LARGEST);
        chain.setTokens(contract(token), BOB, Asset.LARGEST);

        Map<BalanceQuery, Reading> readings = chains.balances(queries(List.of(token), List.of(ALICE, BOB)));

        assertThat(amount(readings, token, ALICE)).isEqualTo(Asset.LARGEST);
        assertThat(Chains.holding(token, Set.of(ALICE, BOB), readings))
                .isEqualTo(new Holding(Asset.LARGEST.add(Asset.LARGEST), 2, 0));
    }

    @Test
    void countsATokenOnceThatMovesFromOneWalletToAnotherBetweenTwoReads() {
        Asset token = new Asset.Erc20("test", chain.deployErc20(0));
        chain.setTokens(contract(token), ALICE, BigInteger.ONE);
        Map<BalanceQuery, Reading> before = chains.balances(queries(List.of(token), List.of(ALICE)));
        chain.setTokens(contract(token), ALICE, BigInteger.ZERO);
        chain.setTokens(contract(token), BOB, BigInteger.ONE);

        Map<BalanceQuery, Reading> during = chains.balances(queries(List.of(token), List.of(ALICE, BOB)));
        clock.advance(CACHE);
        Map<BalanceQuery, Reading> after = chains.balances(queries(List.of(token), List.of(ALICE, BOB)));

        assertThat(amount(before, token, ALICE)).isEqualTo(1);
        assertThat(amount(during, token, ALICE)).isEqualTo(1);
        assertThat(amount(during, token, BOB)).isZero();
        assertThat(amount(after, token, ALICE)).isZero();
        assertThat(amount(after, token, BOB)).isEqualTo(1);
    }

    @Test
    void readsSoManyBlocksBeforeTheLatestAsTheChainIsConfiguredFor() {
        Asset token = new Asset.Erc20("test", chain.deployErc20(0));
        chain.setTokens(contract(token), ALICE, BigInteger.ONE);
        chain.mine(2);
        chain.setTokens(contract(token), ALICE, BigInteger.TWO);
        ChainSettings settings = chain.settings(chain.endpoint());
        ChainSettings confirmed = new ChainSettings(
                "test", chain.id(), settings.endpoints(), new BlockPolicy.Confirmations(1), 100, settings.timeout());

        try (Chains late = chains(confirmed)) {
            Map<BalanceQuery, Reading> readings = late.balances(queries(List.of(token), List.of(ALICE)));

            assertThat(amount(readings, token, ALICE)).isEqualTo(1);
        }
    }

    @Test
    void doesNotTakeForNothingWhatNoContractAnswers() {
        Asset nowhere = new Asset.Erc20("test", TestChain.wallet(3));
        Asset mute = new Asset.Erc721("test", chain.deployMute());

        Map<BalanceQuery, Reading> readings = chains.balances(queries(List.of(nowhere, mute), List.of(ALICE)));

        assertThat(readings.values()).hasSize(2).allSatisfy(reading -> {
            assertThat(reading).isInstanceOf(Unknown.class);
            assertThat(((Unknown) reading).temporary()).isFalse();
            assertThat(((Unknown) reading).reason())
                    .startsWith("the contract 0x")
                    .endsWith("answers with no balance");
        });
        assertThat(Chains.holding(nowhere, Set.of(ALICE), readings)).isEqualTo(new Holding(BigInteger.ZERO, 1, 1));
    }

    @Test
    void admitsARuleOfWholeTokensByTheDecimalsOfTheContract() throws Exception {
        Address token = chain.deployErc20(6);

        RuleExpression admitted = admission().admit("""
                {"type": "not", "of":
                    {"type": "erc20_balance", "chain": "test", "contract": "%s", "minimum_tokens": "1.5"}}""".formatted(token));

        assertThat(admitted)
                .isEqualTo(new RuleExpression.Not(
                        new Balance(new Asset.Erc20("test", token), BigInteger.valueOf(1_500_000), Optional.of(6))));
    }

    @Test
    void admitsContractsOfEachKind() throws Exception {
        RuleExpression admitted = admission().admit("""
                {"type": "all", "of": [
                    {"type": "native_balance", "chain": "test", "minimum_tokens": "0.1"},
                    {"type": "erc20_balance", "chain": "test", "contract": "%s", "minimum": "7"},
                    {"type": "erc20_balance", "chain": "test", "contract": "%s", "minimum": "7", "decimals": 3},
                    {"type": "erc721_balance", "chain": "test", "contract": "%s", "minimum": 1},
                    {"type": "erc1155_balance", "chain": "test", "contract": "%s", "token_id": 5, "minimum": 1}]}""".formatted(
                        chain.deployErc20(18),
                        chain.deployErc20WithoutDecimals(),
                        chain.deployErc721(),
                        chain.deployErc1155()));

        assertThat(((RuleExpression.All) admitted).parts())
                .extracting(part -> ((Balance) part).decimals())
                .containsExactly(
                        Optional.empty(), Optional.of(18), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void refusesTokensWithoutDecimalsWhereAnAmountIsInWholeTokens() {
        assertThat(refusals(
                        "{\"type\": \"erc20_balance\", \"chain\": \"test\", \"contract\": \"%s\","
                                + " \"minimum_tokens\": \"1\"}",
                        chain.deployErc20WithoutDecimals()))
                .containsExactly("rule.minimum_tokens cannot be converted: the contract does not tell its decimals;"
                        + " give minimum in its smallest unit instead");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"erc20_balance\", \"minimum\": 1",
                "\"erc721_balance\", \"minimum\": 1",
                "\"erc1155_balance\", \"minimum\": 1, \"token_id\": 1"
            })
    void refusesAnAddressWithoutCodeAndAContractOfAnotherKind(String rule) {
        String json = "{\"type\": " + rule + ", \"chain\": \"test\", \"contract\": \"%s\"}";
        Address nowhere = TestChain.wallet(3);

        assertThat(refusals(json, nowhere)).containsExactly(nowhere + " has no code on this chain: it is no contract");
        assertThat(refusals(json, chain.deployMute()))
                .singleElement()
                .asString()
                .containsPattern("is no (token|collection|contract)");
        Address other = rule.contains("erc721") ? chain.deployErc20(18) : chain.deployErc721();
        assertThat(refusals(json, other)).singleElement().asString().startsWith(other + " is ");
    }

    @Test
    void refusesAChainThatIsNotConfigured() {
        assertThat(refusals("{\"type\": \"native_balance\", \"chain\": \"mars\", \"minimum\": 1}", ALICE))
                .containsExactly("there is no chain mars; there are test");
    }

    private RuleAdmission admission() {
        return new RuleAdmission(chains);
    }

    private List<String> refusals(String json, Address contract) {
        RuleFormatException refused = catchThrowableOfType(
                RuleFormatException.class, () -> admission().admit(json.formatted(contract)));
        assertThat(refused).isNotNull();
        return refused.problems();
    }

    private Chains chains(ChainSettings settings) {
        return new Chains(new ChainsConfiguration(List.of(settings), CACHE), clock, new SimpleMeterRegistry());
    }

    private static Address contract(Asset asset) {
        return switch (asset) {
            case Asset.Native _ -> throw new IllegalArgumentException("a coin has no contract");
            case Asset.Erc20 token -> token.contract();
            case Asset.Erc721 collection -> collection.contract();
            case Asset.Erc1155 item -> item.contract();
        };
    }

    private static Set<BalanceQuery> queries(List<Asset> assets, List<Address> wallets) {
        Set<BalanceQuery> queries = new HashSet<>();
        assets.forEach(asset -> wallets.forEach(wallet -> queries.add(new BalanceQuery(asset, wallet))));
        return queries;
    }

    private static BigInteger amount(Map<BalanceQuery, Reading> readings, Asset asset, Address wallet) {
        return ((Known) requireNonNull(readings.get(new BalanceQuery(asset, wallet)))).amount();
    }
}
