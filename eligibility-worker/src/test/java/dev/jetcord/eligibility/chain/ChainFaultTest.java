package dev.jetcord.eligibility.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.jetcord.common.gate.GateSettings;
import dev.jetcord.eligibility.chain.MangledRpc.Mangler;
import dev.jetcord.eligibility.chain.Reading.Known;
import dev.jetcord.eligibility.chain.Reading.Unknown;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Asset;
import dev.jetcord.eligibility.rule.RuleFormatException;
import dev.jetcord.sandbox.chain.ChainFaults;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Endpoints that fail, lie and dawdle. */
class ChainFaultTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Address ALICE = TestChain.wallet(1);
    private static final GateSettings GATE = new GateSettings(20, 4, 0.25, Duration.ofMillis(50));
    private static final Unknown UNAVAILABLE = new Unknown("the chain test cannot be asked at present", true);

    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private StubTestChain chain;
    private MangledRpc mangled;
    private Asset token;

    @BeforeEach
    void start() {
        chain = new StubTestChain();
        mangled = new MangledRpc(chain.endpoint());
        Address contract = chain.deployErc20(18);
        token = new Asset.Erc20("test", contract);
        chain.setTokens(contract, ALICE, BigInteger.TEN);
    }

    @AfterEach
    void stop() {
        mangled.close();
        chain.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("HTTP 500", Mangler.status(500)),
                Arguments.of("HTTP 429", Mangler.status(429)),
                Arguments.of("a redirect", Mangler.status(302)),
                Arguments.of("an empty body", Mangler.say(_ -> "")),
                Arguments.of("a page", Mangler.say(_ -> "<html>hello</html>")),
                Arguments.of("JSON of another kind", Mangler.say(_ -> "{\"hello\": 1}")),
                Arguments.of("null", Mangler.say(_ -> "null")),
                Arguments.of("an error for the batch", Mangler.say(_ -> """
                        {"jsonrpc": "2.0", "id": null, "error": {"code": -32005, "message": "limit"}}""")),
                Arguments.of(
                        "an error each",
                        each(answer -> "{\"jsonrpc\": \"2.0\", \"id\": " + answer.path("id")
                                + ", \"error\": {\"code\": -32603, \"message\": \"internal\"}}")),
                Arguments.of("no result", each(answer -> "{\"jsonrpc\": \"2.0\", \"id\": " + answer.path("id") + "}")),
                Arguments.of(
                        "an object", each(answer -> "{\"id\": " + answer.path("id") + ", \"result\": {\"a\": 1}}")),
                Arguments.of("another id", each(answer -> "{\"id\": 1, \"result\": \"0x1\"}")),
                Arguments.of("half of it", Mangler.say(good -> good.substring(0, good.length() / 2))),
                Arguments.of("no end", Mangler.stall()),
                Arguments.of("8 MiB", Mangler.say(good -> good + " ".repeat(8 << 20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void asksTheNextEndpointWhereOneFails(String name, Mangler fault) {
        mangled.mangle(fault);
        try (Chains chains = chains(mangled.url(), chain.endpoint())) {
            assertThat(read(chains, ALICE)).isEqualTo(new Known(BigInteger.TEN, BigInteger.TWO));
            assertThat(mangled.requests()).isPositive();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void doesNotKnowTheBalanceWhereNoOtherEndpointIs(String name, Mangler fault) {
        mangled.mangle(fault);
        try (Chains chains = chains(mangled.url())) {
            assertThat(read(chains, ALICE)).isEqualTo(UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ChainFaults.Mode.class,
            names = {"NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void doesNotKnowTheBalanceWhileTheChainFailsAndKnowsItAfterwards(ChainFaults.Mode mode) {
        try (Chains chains = chains(chain.endpoint())) {
            chain.fail(mode);
            assertThat(read(chains, ALICE)).isEqualTo(UNAVAILABLE);

            chain.fail(ChainFaults.Mode.NONE);

            await().untilAsserted(
                            () -> assertThat(read(chains, ALICE)).isEqualTo(new Known(BigInteger.TEN, BigInteger.TWO)));
        }
    }

    @Test
    void believesNoEndpointThatServesAnotherChain() {
        try (StubTestChain other = new StubTestChain();
                Chains chains = chains(other.endpoint(), chain.endpoint())) {
            other.deployErc20(18);
            other.fail(ChainFaults.Mode.OTHER_CHAIN);

            assertThat(read(chains, ALICE)).isEqualTo(new Known(BigInteger.TEN, BigInteger.TWO));
        }
    }

    @Test
    void noticesAnEndpointThatComesToServeAnotherChain() {
        try (Chains chains = chains(chain.endpoint())) {
            assertThat(read(chains, ALICE)).isInstanceOf(Known.class);
            chain.fail(ChainFaults.Mode.OTHER_CHAIN);

            clock.advance(Duration.ofMinutes(6));

            assertThat(read(chains, ALICE)).isEqualTo(UNAVAILABLE);
        }
    }

    @Test
    void takesAnAnswerForWhatItsIdSaysWhateverTheOrder() {
        mangled.mangle(batch(answers -> {
            ArrayNode reversed = JSON.createArrayNode();
            answers.forEach(answer -> reversed.insert(0, answer));
            return reversed.toString();
        }));
        try (Chains chains = chains(mangled.url())) {
            Map<BalanceQuery, Reading> readings = chains.balances(queries(ALICE, TestChain.wallet(2)));

            assertThat(readings)
                    .containsEntry(new BalanceQuery(token, ALICE), new Known(BigInteger.TEN, BigInteger.TWO))
                    .containsEntry(
                            new BalanceQuery(token, TestChain.wallet(2)), new Known(BigInteger.ZERO, BigInteger.TWO));
        }
    }

    @Test
    void asksTheNextEndpointOnlyForWhatTheFirstLeftUnanswered() {
        mangled.mangle(batch(answers -> "[" + answers.get(0) + "]"));
        try (Chains chains = chains(mangled.url(), chain.endpoint())) {
            Map<BalanceQuery, Reading> readings = chains.balances(queries(ALICE, TestChain.wallet(2)));

            assertThat(readings.values()).hasSize(2).allMatch(Known.class::isInstance);
        }
    }

    @ParameterizedTest
    @MethodSource("numbersThatAreNone")
    void doesNotTakeForABalanceWhatIsNoNumberOf32Bytes(String result) {
        mangled.mangle(each(answer -> answer.path("result").asText().length() == 66
                ? "{\"id\": " + answer.path("id") + ", \"result\": \"" + result + "\"}"
                : answer.toString()));
        try (Chains chains = chains(mangled.url())) {
            assertThat(read(chains, ALICE)).isInstanceOf(Unknown.class);
        }
    }

    static List<String> numbersThatAreNone() {
        return List.of(
                "0x", "0x1", "10", "", "0x" + "0".repeat(63), "0x" + "0".repeat(65), "0x" + "g".repeat(64), "hello");
    }

    @Test
    void asksNoMoreOftenThanTheBatchSizeImplies() {
        try (Chains chains = chains(chain.endpoint())) {
            Set<BalanceQuery> queries = queries(IntStream.range(0, 250).mapToObj(TestChain::wallet));
            long before = chain.requests();

            assertThat(chains.balances(queries).values()).hasSize(250).allMatch(Known.class::isInstance);

            // The chain's id, the block, and three batches of at most 100.
            assertThat(chain.requests() - before).isEqualTo(5);
            chains.balances(queries);
            assertThat(chain.requests() - before).isEqualTo(5);
            assertThat(registry.get("jetcord.chain.balances")
                            .tag("source", "cached")
                            .counter()
                            .count())
                    .isEqualTo(250);
            assertThat(registry.get("jetcord.chain.balances")
                            .tag("source", "read")
                            .counter()
                            .count())
                    .isEqualTo(250);
        }
    }

    @Test
    void asksAnEndpointThatFailsNoMoreUntilAProbeFindsItWell() {
        mangled.mangle(Mangler.status(500));
        try (Chains chains = chains(mangled.url())) {
            await().untilAsserted(() -> {
                assertThat(read(chains, ALICE)).isEqualTo(UNAVAILABLE);
                assertThat(registry.get("jetcord.gate.open")
                                .tag("dependency", "rpc-test-1")
                                .gauge()
                                .value())
                        .isEqualTo(1);
            });

            mangled.mangle(Mangler.NONE);

            await().untilAsserted(() -> assertThat(read(chains, ALICE)).isInstanceOf(Known.class));
        }
    }

    @Test
    void readsTheSafeBlockWhereTheChainHasOne() {
        ChainSettings usual = chain.settings(chain.endpoint());
        ChainSettings safe =
                new ChainSettings("test", usual.id(), usual.endpoints(), new BlockPolicy.Safe(), 100, usual.timeout());
        chain.setTokens(((Asset.Erc20) token).contract(), ALICE, BigInteger.ONE);
        chain.setSafeLag(1);
        try (Chains chains = chains(safe)) {
            assertThat(read(chains, ALICE)).isEqualTo(new Known(BigInteger.TEN, BigInteger.TWO));
        }
    }

    @Test
    void doesNotKnowTheBalanceWhereTheChainHasNoSafeBlock() {
        mangled.mangle(Mangler.say(
                good -> good.contains("\"hash\"") ? "{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": null}" : good));
        ChainSettings usual = chain.settings(mangled.url());
        try (Chains chains = chains(new ChainSettings(
                "test", usual.id(), usual.endpoints(), new BlockPolicy.Safe(), 100, usual.timeout()))) {
            assertThat(read(chains, ALICE)).isEqualTo(UNAVAILABLE);
        }
    }

    @Test
    void refusesARuleThatCannotBeLookedAtNow() {
        chain.fail(ChainFaults.Mode.CUT);
        try (Chains chains = chains(chain.endpoint())) {
            assertThat(refusals(() -> new RuleAdmission(chains).admit("""
                    {"type": "erc20_balance", "chain": "test", "contract": "%s", "minimum": 1}""".formatted(((Asset.Erc20) token).contract()))))
                    .containsExactly("the chain test cannot be asked at present; try again later");
            assertThat(refusals(() -> new RuleAdmission(chains).admit("""
                    {"type": "erc20_balance", "chain": "test", "contract": "%s", "minimum_tokens": "1"}""".formatted(((Asset.Erc20) token).contract()))))
                    .containsExactly(
                            "rule.minimum_tokens cannot be converted: the chain test cannot be asked at present;"
                                    + " try again later");
        }
    }

    @Test
    void showsNoEndpointInLogsAndMetrics() {
        URI closed = mangled.url();
        mangled.close();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(logged);
        try (Chains chains = chains(closed)) {
            assertThat(read(chains, ALICE)).isEqualTo(UNAVAILABLE);
        } finally {
            root.detachAppender(logged);
        }

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("The endpoint test-1 failed: it cannot be asked"))
                .noneMatch(line -> line.contains("secret-key"));
        assertThat(registry.getMetersAsString()).contains("test-1").doesNotContain("secret-key");
    }

    @Test
    void leavesTheBalancesOfAChainThatIsNotConfiguredUnknownForGood() {
        try (Chains chains = chains(chain.endpoint())) {
            BalanceQuery query = new BalanceQuery(new Asset.Native("mars"), ALICE);

            assertThat(chains.balances(Set.of(query)))
                    .isEqualTo(Map.of(query, new Unknown("the chain mars is not configured", false)));
        }
    }

    private Collection<String> refusals(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(RuleFormatException.class, call).problems();
    }

    private Chains chains(URI... endpoints) {
        ChainSettings usual = chain.settings(endpoints);
        return chains(new ChainSettings(
                "test", usual.id(), usual.endpoints(), usual.block(), usual.batch(), Duration.ofMillis(500)));
    }

    private Chains chains(ChainSettings settings) {
        return new Chains(new ChainsConfiguration(List.of(settings), Duration.ofSeconds(15)), GATE, clock, registry);
    }

    private Reading read(Chains chains, Address wallet) {
        BalanceQuery query = new BalanceQuery(token, wallet);
        return chains.balances(Set.of(query)).getOrDefault(query, new Unknown("no answer", false));
    }

    private Set<BalanceQuery> queries(Address... wallets) {
        return queries(Arrays.stream(wallets));
    }

    private Set<BalanceQuery> queries(Stream<Address> wallets) {
        return wallets.map(wallet -> new BalanceQuery(token, wallet)).collect(Collectors.toSet());
    }

    /** Spoils every answer of a batch. */
    private static Mangler each(Function<JsonNode, String> spoil) {
        return batch(answers -> {
            StringBuilder spoilt = new StringBuilder("[");
            answers.forEach(
                    answer -> spoilt.append(spoilt.length() > 1 ? "," : "").append(spoil.apply(answer)));
            return spoilt.append(']').toString();
        });
    }

    /** Spoils batches; what is no batch goes as it is. */
    private static Mangler batch(Function<ArrayNode, String> spoil) {
        UnaryOperator<String> text = good -> {
            try {
                return JSON.readTree(good) instanceof ArrayNode answers ? spoil.apply(answers) : good;
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        };
        return Mangler.say(text);
    }
}
