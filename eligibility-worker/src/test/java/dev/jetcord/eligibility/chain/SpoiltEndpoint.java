package dev.jetcord.eligibility.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.jetcord.common.gate.GateSettings;
import dev.jetcord.eligibility.chain.MangledRpc.Mangler;
import dev.jetcord.eligibility.chain.Reading.Unknown;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Asset;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A chain of which a wallet holds ten, and before it an endpoint that spoils what it says. */
abstract class SpoiltEndpoint {
    static final Address ALICE = TestChain.wallet(1);
    static final Unknown UNAVAILABLE = new Unknown("the chain test cannot be asked at present", true);

    private static final JsonMapper JSON = new JsonMapper();
    private static final GateSettings GATE = new GateSettings(20, 4, 0.25, Duration.ofMillis(50));

    final TestClock clock = new TestClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    StubTestChain chain;
    MangledRpc mangled;
    Asset token;

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

    Chains chains(URI... endpoints) {
        ChainSettings usual = chain.settings(endpoints);
        return chains(new ChainSettings(
                "test", usual.id(), usual.endpoints(), usual.block(), usual.batch(), Duration.ofMillis(500)));
    }

    Chains chains(ChainSettings settings) {
        return new Chains(new ChainsConfiguration(List.of(settings), Duration.ofSeconds(15)), GATE, clock, registry);
    }

    Reading read(Chains chains, Address wallet) {
        BalanceQuery query = new BalanceQuery(token, wallet);
        return chains.balances(Set.of(query)).getOrDefault(query, new Unknown("no answer", false));
    }

    Set<BalanceQuery> queries(Address... wallets) {
        return queries(Arrays.stream(wallets));
    }

    Set<BalanceQuery> queries(Stream<Address> wallets) {
        return wallets.map(wallet -> new BalanceQuery(token, wallet)).collect(Collectors.toSet());
    }

    /** Spoils every answer of a batch. */
    static Mangler each(Function<JsonNode, String> spoil) {
        return batch(answers -> {
            StringBuilder spoilt = new StringBuilder("[");
            answers.forEach(
                    answer -> spoilt.append(spoilt.length() > 1 ? "," : "").append(spoil.apply(answer)));
            return spoilt.append(']').toString();
        });
    }

    /** Spoils batches; what is no batch goes as it is. */
    static Mangler batch(Function<ArrayNode, String> spoil) {
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
