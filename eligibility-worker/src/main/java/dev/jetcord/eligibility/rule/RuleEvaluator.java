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
import java.time.Duration;
import java.util.List;
import java.util.function.BinaryOperator;

/** Evaluates an expression over the facts of a member. Pure: the same facts give the same value. */
public final class RuleEvaluator {
    private RuleEvaluator() {}

    /** The value with its explanation. Every part is evaluated, so that all that is missing can be shown at once. */
    public static Evaluation evaluate(RuleExpression expression, Facts facts) {
        return switch (expression) {
            case Condition condition -> evaluate(condition, facts);
            case All all -> joined(all, all.parts(), Truth.TRUE, Truth::and, facts);
            case Any any -> joined(any, any.parts(), Truth.FALSE, Truth::or, facts);
            case Not not -> {
                Evaluation part = evaluate(not.part(), facts);
                yield new Evaluation(RuleWords.statement(not), part.truth().negated(), "", List.of(part));
            }
        };
    }

    private static Evaluation joined(
            Junction junction, List<RuleExpression> parts, Truth neutral, BinaryOperator<Truth> join, Facts facts) {
        List<Evaluation> evaluated =
                parts.stream().map(part -> evaluate(part, facts)).toList();
        Truth truth = evaluated.stream().map(Evaluation::truth).reduce(neutral, join);
        return new Evaluation(RuleWords.statement(junction), truth, "", evaluated);
    }

    private static Evaluation evaluate(Condition condition, Facts facts) {
        return switch (condition) {
            case Balance balance -> balance(balance, facts.balance(balance.asset()));
            case AccountAge age -> age(age, age.days(), facts.accountAge());
            case MembershipAge age -> age(age, age.days(), facts.membershipAge());
            case HasRole role ->
                switch (facts.hasRole(role.role())) {
                    case Answer.Known<Boolean>(Boolean has) -> decided(role, Truth.of(has), has ? "yes" : "no");
                    case Answer.Unknown<Boolean>(String reason) -> decided(role, Truth.UNKNOWN, reason);
                };
        };
    }

    private static Evaluation balance(Balance balance, Holding holding) {
        return decided(balance, holding.reaches(balance.minimum()), found(balance, holding));
    }

    private static String found(Balance balance, Holding holding) {
        if (holding.wallets() == 0) {
            return "no wallet is linked";
        }
        String held = "holds " + RuleWords.amount(holding.atLeast(), balance);
        return holding.unread() == 0
                ? held
                : held + " in what could be read; " + holding.unread() + " of " + holding.wallets()
                        + " wallets could not";
    }

    private static Evaluation age(Condition condition, int days, Answer<Duration> answer) {
        return switch (answer) {
            case Answer.Known<Duration>(Duration age) ->
                decided(
                        condition,
                        Truth.of(age.compareTo(Duration.ofDays(days)) >= 0),
                        RuleWords.days(Math.max(0, age.toDays())));
            case Answer.Unknown<Duration>(String reason) -> decided(condition, Truth.UNKNOWN, reason);
        };
    }

    private static Evaluation decided(Condition condition, Truth truth, String found) {
        return new Evaluation(RuleWords.statement(condition), truth, found, List.of());
    }
}
