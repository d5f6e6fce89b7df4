package dev.jetcord.eligibility.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.jetcord.eligibility.chain.MangledRpc.Mangler;
import dev.jetcord.eligibility.chain.Reading.Known;
import dev.jetcord.eligibility.chain.Reading.Unknown;
import dev.jetcord.eligibility.rule.Asset;
import dev.jetcord.eligibility.rule.RuleFormatException;
import dev.jetcord.sandbox.chain.ChainFaults;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Which endpoint is asked, when, and how often. */
class EndpointChoiceTest extends SpoiltEndpoint {
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
    void asksTheNextEndpointOnlyForWhatTheFirstLeftUnanswered() {
        mangled.mangle(batch(answers -> "[" + answers.get(0) + "]"));
        try (Chains chains = chains(mangled.url(), chain.endpoint())) {
            Map<BalanceQuery, Reading> readings = chains.balances(queries(ALICE, TestChain.wallet(2)));

            assertThat(readings.values()).hasSize(2).allMatch(Known.class::isInstance);
        }
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

    private static Collection<String> refusals(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(RuleFormatException.class, call).problems();
    }
}
