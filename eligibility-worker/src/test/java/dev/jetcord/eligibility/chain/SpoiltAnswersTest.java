package dev.jetcord.eligibility.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.jetcord.eligibility.chain.MangledRpc.Mangler;
import dev.jetcord.eligibility.chain.Reading.Known;
import dev.jetcord.eligibility.chain.Reading.Unknown;
import dev.jetcord.sandbox.chain.ChainFaults;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What endpoints say that fail, lie and dawdle, and that it is never taken for a balance. */
class SpoiltAnswersTest extends SpoiltEndpoint {
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
    void takesAnAnswerForWhatItsIdSaysWhateverTheOrder() {
        mangled.mangle(batch(answers -> {
            ArrayNode reversed = JsonNodeFactory.instance.arrayNode();
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
}
