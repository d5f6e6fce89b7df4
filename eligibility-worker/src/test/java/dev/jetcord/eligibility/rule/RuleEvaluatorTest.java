package dev.jetcord.eligibility.rule;

import static dev.jetcord.eligibility.rule.Truth.FALSE;
import static dev.jetcord.eligibility.rule.Truth.TRUE;
import static dev.jetcord.eligibility.rule.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.rule.RuleExpression.AccountAge;
import dev.jetcord.eligibility.rule.RuleExpression.All;
import dev.jetcord.eligibility.rule.RuleExpression.Any;
import dev.jetcord.eligibility.rule.RuleExpression.Balance;
import dev.jetcord.eligibility.rule.RuleExpression.HasRole;
import dev.jetcord.eligibility.rule.RuleExpression.MembershipAge;
import dev.jetcord.eligibility.rule.RuleExpression.Not;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleEvaluatorTest {
    private static final HasRole YES = new HasRole(new Snowflake(1));
    private static final HasRole NO = new HasRole(new Snowflake(2));
    private static final HasRole MAYBE = new HasRole(new Snowflake(3));
    private static final Address CONTRACT = Address.parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    private static final Asset TOKEN = new Asset.Erc20("mainnet", CONTRACT);

    @ParameterizedTest
    @CsvSource({
        "TRUE, TRUE, TRUE, TRUE",
        "TRUE, FALSE, FALSE, TRUE",
        "TRUE, UNKNOWN, UNKNOWN, TRUE",
        "FALSE, FALSE, FALSE, FALSE",
        "FALSE, UNKNOWN, FALSE, UNKNOWN",
        "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void theUnknownStaysUnknownUnlessTheRestDecides(Truth one, Truth other, Truth both, Truth either) {
        assertThat(value(new All(List.of(that(one), that(other))))).isEqualTo(both);
        assertThat(value(new All(List.of(that(other), that(one))))).isEqualTo(both);
        assertThat(value(new Any(List.of(that(one), that(other))))).isEqualTo(either);
        assertThat(value(new Any(List.of(that(other), that(one))))).isEqualTo(either);
    }

    @Test
    void negatesAllButTheUnknown() {
        assertThat(value(new Not(YES))).isEqualTo(FALSE);
        assertThat(value(new Not(NO))).isEqualTo(TRUE);
        assertThat(value(new Not(MAYBE))).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 1, 0, TRUE",
        "99, 1, 0, FALSE",
        "0, 0, 0, FALSE",
        // Two wallets hold enough already: what a third one has does not matter.
        "100, 3, 1, TRUE",
        "99, 3, 1, UNKNOWN",
        "0, 1, 1, UNKNOWN"
    })
    void aBalanceIsOfAllWalletsTogetherAndUnreadOnesCouldOnlyAddToIt(
            BigInteger held, int wallets, int unread, Truth expected) {
        Balance rule = new Balance(TOKEN, BigInteger.valueOf(100), Optional.empty());

        assertThat(RuleEvaluator.evaluate(rule, new Known(new Holding(held, wallets, unread)))
                        .truth())
                .isEqualTo(expected);
    }

    @Test
    void comparesTheLargestBalancesExactly() {
        Holding twoWallets = new Holding(Asset.LARGEST.add(Asset.LARGEST), 2, 0);
        Holding oneShort = new Holding(Asset.LARGEST.subtract(BigInteger.ONE), 1, 0);
        Balance largest = new Balance(TOKEN, Asset.LARGEST, Optional.empty());

        assertThat(RuleEvaluator.evaluate(largest, new Known(twoWallets)).truth())
                .isEqualTo(TRUE);
        assertThat(RuleEvaluator.evaluate(largest, new Known(oneShort)).truth()).isEqualTo(FALSE);
    }

    @Test
    void countsDaysOfTwentyFourHours() {
        assertThat(value(new AccountAge(30))).isEqualTo(TRUE);
        assertThat(value(new AccountAge(31))).isEqualTo(FALSE);
        assertThat(value(new MembershipAge(1))).isEqualTo(UNKNOWN);
    }

    @Test
    void explainsEveryPart() {
        RuleExpression rule = new All(List.of(
                new Balance(TOKEN, new BigInteger("1500000"), Optional.of(6)),
                new Any(List.of(new AccountAge(31), new Not(NO))),
                new MembershipAge(1)));

        Evaluation evaluation = RuleEvaluator.evaluate(rule, new Known(new Holding(BigInteger.valueOf(250_000), 2, 1)));

        assertThat(evaluation.text()).isEqualTo("""
                ❔ all of these
                  - ❔ at least 1.5 of the token %s on mainnet (holds 0.25 in what could be read; 1 of 2 wallets could not)
                  - ✅ at least one of these
                    - ❌ an account of at least 31 days (30 days)
                    - ✅ not this
                      - ❌ has the role <@&2> (no)
                  - ❔ a member for at least 1 day (the directory does not answer)""".formatted(CONTRACT));
    }

    @Test
    void saysWhenNoWalletIsLinked() {
        Balance rule = new Balance(new Asset.Native("mainnet"), BigInteger.TEN.pow(18), Optional.empty());

        assertThat(RuleEvaluator.evaluate(rule, new Known(new Holding(BigInteger.ZERO, 0, 0)))
                        .text())
                .isEqualTo("❌ at least 1 of the coin of mainnet (no wallet is linked)");
    }

    @Test
    void collectsWhatManyRulesNeedOnce() {
        Balance balance = new Balance(TOKEN, BigInteger.ONE, Optional.empty());
        Balance more = new Balance(TOKEN, BigInteger.TEN, Optional.empty());
        Balance coin = new Balance(new Asset.Native("base"), BigInteger.ONE, Optional.empty());

        RuleNeeds needs = RuleNeeds.of(
                List.of(new All(List.of(balance, YES, new AccountAge(1))), new Not(new Any(List.of(more, NO, coin)))));

        assertThat(needs.assets()).containsExactlyInAnyOrder(TOKEN, new Asset.Native("base"));
        assertThat(needs.roles()).containsExactlyInAnyOrder(new Snowflake(1), new Snowflake(2));
    }

    @Test
    void saysAWholeExpressionInOneLine() {
        assertThat(RuleWords.of(new Any(List.of(
                        new All(List.of(YES, new AccountAge(1))),
                        new Not(NO),
                        new Balance(
                                new Asset.Erc1155("base", CONTRACT, BigInteger.TWO), BigInteger.ONE, Optional.empty()),
                        new Balance(new Asset.Erc721("base", CONTRACT), BigInteger.ONE, Optional.empty())))))
                .isEqualTo("(has the role <@&1> and an account of at least 1 day) or not (has the role <@&2>)"
                        + " or at least 1 of item 2 of " + CONTRACT + " on base"
                        + " or at least 1 of the collection " + CONTRACT + " on base");
    }

    private static Truth value(RuleExpression rule) {
        return RuleEvaluator.evaluate(rule, new Known(new Holding(BigInteger.ZERO, 0, 0)))
                .truth();
    }

    private static RuleExpression that(Truth truth) {
        return switch (truth) {
            case TRUE -> YES;
            case FALSE -> NO;
            case UNKNOWN -> MAYBE;
        };
    }

    /** A member with one of the roles, 30 days old, of whose joining nothing is known. */
    private record Known(Holding holding) implements Facts {
        private static final Map<Snowflake, Boolean> ROLES = Map.of(YES.role(), true, NO.role(), false);

        @Override
        public Holding balance(Asset asset) {
            return holding;
        }

        @Override
        public Answer<Duration> accountAge() {
            return new Answer.Known<>(Duration.ofDays(30));
        }

        @Override
        public Answer<Duration> membershipAge() {
            return new Answer.Unknown<>("the directory does not answer");
        }

        @Override
        public Answer<Boolean> hasRole(Snowflake role) {
            return Optional.ofNullable(ROLES.get(role))
                    .<Answer<Boolean>>map(Answer.Known::new)
                    .orElseGet(() -> new Answer.Unknown<>("the directory does not answer"));
        }
    }
}
