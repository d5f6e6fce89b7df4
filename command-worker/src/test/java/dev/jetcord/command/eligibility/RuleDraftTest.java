package dev.jetcord.command.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.interaction.Options;
import dev.jetcord.common.interaction.Options.Value;
import dev.jetcord.common.wire.Snowflake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDraftTest {
    private static final Map<String, Value> ALL = Map.of(
            "chain", new Value.Text(" base "),
            "contract", new Value.Text("0xc"),
            "minimum", new Value.Text("1.5"),
            "token_id", new Value.Text("7"),
            "days", new Value.Whole(30),
            "has_role", new Value.Id(new Snowflake(5)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "erc20_balance | {\"type\":\"erc20_balance\",\"chain\":\"base\",\"contract\":\"0xc\","
                        + "\"minimum_tokens\":\"1.5\"}",
                "erc721_balance | {\"type\":\"erc721_balance\",\"chain\":\"base\",\"contract\":\"0xc\",\"minimum\":\"1.5\"}",
                "erc1155_balance | {\"type\":\"erc1155_balance\",\"chain\":\"base\",\"contract\":\"0xc\","
                        + "\"token_id\":\"7\",\"minimum\":\"1.5\"}",
                "native_balance | {\"type\":\"native_balance\",\"chain\":\"base\",\"minimum_tokens\":\"1.5\"}",
                "account_age | {\"type\":\"account_age\",\"days\":30}",
                "membership_age | {\"type\":\"membership_age\",\"days\":30}",
                "has_role | {\"type\":\"has_role\",\"role\":\"5\"}"
            })
    void makesAConditionOfTheOptionsOfItsKind(String kind, String expected) throws Exception {
        assertThat(RuleDraft.of(options(kind, ALL))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "erc20_balance, chain",
        "erc721_balance, chain",
        "erc1155_balance, chain",
        "native_balance, chain",
        "account_age, days",
        "membership_age, days",
        "has_role, has_role"
    })
    void saysWhichOptionIsMissing(String kind, String missing) {
        assertThatThrownBy(() -> RuleDraft.of(options(kind, Map.of())))
                .isInstanceOf(RuleDraft.IncompleteException.class)
                .hasMessage("This kind of rule needs `" + missing + "` as well.");
    }

    @Test
    void asksForOneNftWhereNoMinimumIsGiven() throws Exception {
        assertThat(RuleDraft.of(options(
                        "erc721_balance", Map.of("chain", new Value.Text("base"), "contract", new Value.Text("0xc")))))
                .contains("\"minimum\":\"1\"");
    }

    @Test
    void handsOnAWholeExpressionAsItWasWritten() throws Exception {
        assertThat(RuleDraft.of(
                        new Options(List.of(), Map.of("expression", new Value.Text("{ not json")), Optional.empty())))
                .isEqualTo("{ not json");
    }

    @Test
    void wantsAKindOrAnExpressionAndNotBoth() {
        assertThatThrownBy(() -> RuleDraft.of(Options.NONE)).hasMessageStartingWith("Give either a `kind`");
        assertThatThrownBy(() -> RuleDraft.of(options("has_role", Map.of("expression", new Value.Text("{}")))))
                .hasMessageStartingWith("Give either a `kind`");
    }

    private static Options options(String kind, Map<String, Value> values) {
        Map<String, Value> all = new HashMap<>(values);
        all.put("kind", new Value.Text(kind));
        return new Options(List.of("add"), all, Optional.empty());
    }
}
