package dev.jetcord.eligibility.rule;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.rule.RuleExpression.AccountAge;
import dev.jetcord.eligibility.rule.RuleExpression.All;
import dev.jetcord.eligibility.rule.RuleExpression.Any;
import dev.jetcord.eligibility.rule.RuleExpression.Balance;
import dev.jetcord.eligibility.rule.RuleExpression.HasRole;
import dev.jetcord.eligibility.rule.RuleExpression.MembershipAge;
import dev.jetcord.eligibility.rule.RuleExpression.Not;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/**
 * What must be known to evaluate expressions.
 *
 * @param assets of which balances are asked
 * @param roles the roles whose change can change the value
 */
public record RuleNeeds(Set<Asset> assets, Set<Snowflake> roles) {
    public RuleNeeds {
        assets = Set.copyOf(assets);
        roles = Set.copyOf(roles);
    }

    public static RuleNeeds of(RuleExpression expression) {
        return of(List.of(expression));
    }

    /** Of all of them together: so that the rules of a member are evaluated with one look at the chain. */
    public static RuleNeeds of(List<RuleExpression> expressions) {
        SequencedSet<Asset> assets = new LinkedHashSet<>();
        SequencedSet<Snowflake> roles = new LinkedHashSet<>();
        expressions.forEach(expression -> collect(expression, assets, roles));
        return new RuleNeeds(assets, roles);
    }

    private static void collect(RuleExpression expression, Set<Asset> assets, Set<Snowflake> roles) {
        switch (expression) {
            case Balance balance -> assets.add(balance.asset());
            case HasRole role -> roles.add(role.role());
            case All all -> all.parts().forEach(part -> collect(part, assets, roles));
            case Any any -> any.parts().forEach(part -> collect(part, assets, roles));
            case Not not -> collect(not.part(), assets, roles);
            case AccountAge _, MembershipAge _ -> {}
        }
    }
}
