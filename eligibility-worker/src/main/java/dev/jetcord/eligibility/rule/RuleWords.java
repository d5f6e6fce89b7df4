package dev.jetcord.eligibility.rule;

import dev.jetcord.eligibility.rule.RuleExpression.AccountAge;
import dev.jetcord.eligibility.rule.RuleExpression.All;
import dev.jetcord.eligibility.rule.RuleExpression.Any;
import dev.jetcord.eligibility.rule.RuleExpression.Balance;
import dev.jetcord.eligibility.rule.RuleExpression.Condition;
import dev.jetcord.eligibility.rule.RuleExpression.HasRole;
import dev.jetcord.eligibility.rule.RuleExpression.Junction;
import dev.jetcord.eligibility.rule.RuleExpression.MembershipAge;
import dev.jetcord.eligibility.rule.RuleExpression.Not;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/** Says expressions and amounts in words, as Discord shows them. */
public final class RuleWords {
    private static final int WEI_DECIMALS = 18;

    private RuleWords() {}

    /** The whole expression in one line. */
    public static String of(RuleExpression expression) {
        return switch (expression) {
            case Condition condition -> statement(condition);
            case All all -> joined(all.parts(), " and ");
            case Any any -> joined(any.parts(), " or ");
            case Not not -> "not (" + of(not.part()) + ")";
        };
    }

    static String statement(Junction junction) {
        return switch (junction) {
            case All _ -> "all of these";
            case Any _ -> "at least one of these";
            case Not _ -> "not this";
        };
    }

    static String statement(Condition condition) {
        return switch (condition) {
            case Balance balance -> "at least " + amount(balance.minimum(), balance) + " " + asset(balance.asset());
            case AccountAge age -> "an account of at least " + days(age.days());
            case MembershipAge age -> "a member for at least " + days(age.days());
            case HasRole role -> "has the role <@&" + role.role() + ">";
        };
    }

    /** A number of the smallest unit, as {@code balance} wants it shown; exact. */
    static String amount(BigInteger units, Balance balance) {
        return switch (balance.asset()) {
            case Asset.Native _ -> shifted(units, WEI_DECIMALS);
            case Asset.Erc20 _ ->
                balance.decimals().map(decimals -> shifted(units, decimals)).orElseGet(() -> units + " units");
            case Asset.Erc721 _, Asset.Erc1155 _ -> units.toString();
        };
    }

    static String days(long days) {
        return days == 1 ? "1 day" : days + " days";
    }

    private static String shifted(BigInteger units, int decimals) {
        return new BigDecimal(units, decimals).stripTrailingZeros().toPlainString();
    }

    private static String asset(Asset asset) {
        return switch (asset) {
            case Asset.Native coin -> "of the coin of " + coin.chain();
            case Asset.Erc20 token -> "of the token " + token.contract() + " on " + token.chain();
            case Asset.Erc721 collection -> "of the collection " + collection.contract() + " on " + collection.chain();
            case Asset.Erc1155 item -> "of item " + item.token() + " of " + item.contract() + " on " + item.chain();
        };
    }

    private static String joined(List<RuleExpression> parts, String word) {
        return parts.stream()
                .map(part -> part instanceof All || part instanceof Any ? "(" + of(part) + ")" : of(part))
                .collect(Collectors.joining(word));
    }
}
