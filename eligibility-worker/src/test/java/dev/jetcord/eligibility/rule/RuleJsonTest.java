package dev.jetcord.eligibility.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.rule.RuleExpression.AccountAge;
import dev.jetcord.eligibility.rule.RuleExpression.All;
import dev.jetcord.eligibility.rule.RuleExpression.Any;
import dev.jetcord.eligibility.rule.RuleExpression.Balance;
import dev.jetcord.eligibility.rule.RuleExpression.HasRole;
import dev.jetcord.eligibility.rule.RuleExpression.MembershipAge;
import dev.jetcord.eligibility.rule.RuleExpression.Not;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleJsonTest {
    private static final String CONTRACT = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private static final Address ADDRESS = Address.parse(CONTRACT);

    @Test
    void readsWhatItWrites() throws Exception {
        RuleExpression rule = new All(List.of(
                new Balance(new Asset.Erc20("mainnet", ADDRESS), BigInteger.TEN, Optional.of(6)),
                new Any(List.of(
                        new Balance(new Asset.Erc721("mainnet", ADDRESS), BigInteger.ONE, Optional.empty()),
                        new Balance(
                                new Asset.Erc1155("base", ADDRESS, Asset.LARGEST), BigInteger.TWO, Optional.empty()),
                        new Balance(new Asset.Native("base"), Asset.LARGEST, Optional.empty()))),
                new Not(new HasRole(new Snowflake(1_100_000_000_000_000_000L))),
                new AccountAge(30),
                new MembershipAge(3650)));

        assertThat(RuleJson.read(RuleJson.write(rule))).isEqualTo(rule);
    }

    @Test
    void readsAmountsOfTheSmallestUnitExactlyAsTextOrNumber() throws Exception {
        String largest = Asset.LARGEST.toString();

        assertThat(minimum("\"" + largest + "\"")).isEqualTo(Asset.LARGEST);
        assertThat(minimum(largest)).isEqualTo(Asset.LARGEST);
        assertThat(minimum("\"0001\"")).isEqualTo(BigInteger.ONE);
    }

    @Test
    void turnsWholeTokensIntoTheSmallestUnitByTheTokensDecimals() throws Exception {
        RuleExpression rule = RuleJson.read(erc20("\"minimum_tokens\": \"1234567.000001\""), token -> 6);

        assertThat(rule)
                .isEqualTo(new Balance(
                        new Asset.Erc20("mainnet", ADDRESS), new BigInteger("1234567000001"), Optional.of(6)));
        assertThat(RuleWords.of(rule)).isEqualTo("at least 1234567.000001 of the token " + CONTRACT + " on mainnet");
    }

    @Test
    void takesTheCoinOfAChainToHaveEighteenDecimals() throws Exception {
        assertThat(RuleJson.read(
                        "{\"type\": \"native_balance\", \"chain\": \"mainnet\", \"minimum_tokens\": \"0.5\"}",
                        token -> 6))
                .isEqualTo(new Balance(
                        new Asset.Native("mainnet"), new BigInteger("500000000000000000"), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"0.0000001\" | has more digits behind the point than the token",
                "\"0\" | must be above 0 and fit in 2^256 - 1 of the smallest unit",
                "\"115792089237316195423570985008687907853269984665640564039457584007913129639935\""
                        + " | must be above 0 and fit in 2^256 - 1 of the smallest unit",
                "\"-1\" | must be a positive number as text, such as \"1.5\", but is \"-1\"",
                "1.5 | must be a positive number as text, such as \"1.5\", but is 1.5",
                "\"1e999999999\" | must be a positive number as text, such as \"1.5\", but is \"1e999999999\"",
                "\"1,5\" | must be a positive number as text, such as \"1.5\", but is \"1,5\""
            })
    void refusesWholeTokensThatAreNoAmount(String tokens, String problem) {
        assertThat(problems(erc20("\"minimum_tokens\": " + tokens))).containsExactly("rule.minimum_tokens " + problem);
    }

    @Test
    void saysWhyDecimalsCannotBeTold() throws Exception {
        RuleFormatException refused = catchThrowableOfType(
                RuleFormatException.class,
                () -> RuleJson.read(erc20("\"minimum_tokens\": \"1\""), token -> {
                    throw new Decimals.UnknownException("the token does not tell its decimals");
                }));

        assertThat(refused.problems())
                .containsExactly("rule.minimum_tokens cannot be converted: the token does not tell its decimals");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "\"-5\"",
                "1.0",
                "1e18",
                "true",
                "\"\"",
                "\"0x10\"",
                "115792089237316195423570985008687907853269984665640564039457584007913129639936",
                "{}"
            })
    void refusesNegativeAbsurdAndInexactMinimums(String minimum) {
        assertThat(problems(erc20("\"minimum\": " + minimum)))
                .singleElement()
                .asString()
                .startsWith("rule.minimum must be a whole number from 1 to 2^256 - 1 but is ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | rule.type is missing",
                "[] | rule must be an object with a type",
                "null | rule must be an object with a type",
                "{\"type\": 1} | rule.type must be text",
                "{\"type\": \"and\", \"of\": []} | rule.type is 'and' but must be all, any, not, native_balance,"
                        + " erc20_balance, erc721_balance, erc1155_balance, account_age, membership_age or has_role",
                "{\"type\": \"all\"} | rule.of is missing",
                "{\"type\": \"any\", \"of\": []} | rule.of must be a list of at least one rule",
                "{\"type\": \"not\", \"of\": []} | rule.of must be an object with a type",
                "{\"type\": \"account_age\", \"days\": 0} | rule.days must be a whole number from 1 to 3650 but is 0",
                "{\"type\": \"account_age\", \"days\": 99999} | rule.days must be a whole number from 1 to 3650 but is"
                        + " 99999",
                "{\"type\": \"account_age\", \"days\": 30, \"hours\": 2} | rule.hours is not known here",
                "{\"type\": \"has_role\", \"role\": \"Member\"} | rule.role must be the id of a role, as text",
                "{\"type\": \"has_role\", \"role\": \"99999999999999999999999\"} | rule.role must be the id of a role,"
                        + " as text",
                "{\"type\": \"native_balance\", \"chain\": \"Main Net\", \"minimum\": 1} | rule.chain must be the name"
                        + " of a chain: lower-case letters, digits and hyphens"
            })
    void saysWhatIsWrongAndWhere(String json, String problem) {
        assertThat(problems(json)).containsExactly(problem);
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThat(problems("""
                {"type": "all", "of": [
                    {"type": "erc20_balance", "chain": "mainnet", "contract": "0x12", "minimum": -1},
                    {"type": "not", "of": {"type": "has_role"}}]}"""))
                .containsExactly(
                        "rule.of[0].contract is no address: An address is 0x and 40 hexadecimal digits",
                        "rule.of[0].minimum must be a whole number from 1 to 2^256 - 1 but is -1",
                        "rule.of[1].of.role is missing");
    }

    @Test
    void refusesAnAddressWhoseChecksumIsWrong() {
        String json = erc20("\"minimum\": 1").replace("0x5aA", "0x5AA");

        assertThat(problems(json))
                .singleElement()
                .asString()
                .contains("rule.contract")
                .contains("EIP-55");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"type\": \"account_age\", \"days\": 1} {}",
                "{\"type\": \"account_age\", \"days\": 1, \"days\": 2}",
                "{'type': 'account_age'}"
            })
    void refusesWhatIsNotOneTextOfJson(String json) {
        assertThat(problems(json)).isNotEmpty();
    }

    @Test
    void boundsDepthConditionsAndLength() {
        String leaf = "{\"type\": \"account_age\", \"days\": 1}";
        String deep = "{\"type\":\"not\",\"of\":".repeat(8) + leaf + "}".repeat(8);
        String fitting = "{\"type\":\"not\",\"of\":".repeat(7) + leaf + "}".repeat(7);
        String many = "{\"type\": \"all\", \"of\": [" + String.join(",", Collections.nCopies(33, leaf)) + "]}";
        String few = "{\"type\": \"all\", \"of\": [" + String.join(",", Collections.nCopies(32, leaf)) + "]}";

        assertThat(problems(deep)).singleElement().asString().endsWith("is nested more than 8 deep");
        assertThat(problems(fitting)).isEmpty();
        assertThat(problems(many)).containsExactly("A rule has at most 32 conditions but this has 33");
        assertThat(problems(few)).isEmpty();
        assertThat(problems(" ".repeat(8193))).containsExactly("A rule has at most 8192 characters but this has 8193");
        assertThat(problems("[".repeat(8000))).isNotEmpty();
    }

    private static BigInteger minimum(String minimum) throws RuleFormatException {
        return ((Balance) RuleJson.read(erc20("\"minimum\": " + minimum))).minimum();
    }

    private static String erc20(String amount) {
        return "{\"type\": \"erc20_balance\", \"chain\": \"mainnet\", \"contract\": \"" + CONTRACT + "\", " + amount
                + "}";
    }

    private static List<String> problems(String json) {
        try {
            RuleJson.read(json, token -> 6);
            return List.of();
        } catch (RuleFormatException refused) {
            return refused.problems();
        }
    }
}
