package dev.jetcord.eligibility.chain;

import dev.jetcord.eligibility.rule.Asset;
import dev.jetcord.eligibility.rule.RuleExpression;
import dev.jetcord.eligibility.rule.RuleExpression.All;
import dev.jetcord.eligibility.rule.RuleExpression.Any;
import dev.jetcord.eligibility.rule.RuleExpression.Balance;
import dev.jetcord.eligibility.rule.RuleExpression.Condition;
import dev.jetcord.eligibility.rule.RuleExpression.Not;
import dev.jetcord.eligibility.rule.RuleFormatException;
import dev.jetcord.eligibility.rule.RuleJson;
import dev.jetcord.eligibility.rule.RuleNeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes in the expression of a rule that an administrator adds: it is read, its contracts are looked at, and amounts in whole
 * tokens become amounts of the smallest unit. What cannot be looked at now is refused, since nobody would notice later that
 * a rule can never be decided. Thread-safe; blocks while chains are asked.
 */
public final class RuleAdmission {
    private final ContractInspector inspector;

    public RuleAdmission(Chains chains) {
        this.inspector = new ContractInspector(chains);
    }

    /**
     * The expression to store, with the decimals of its tokens.
     *
     * @throws RuleFormatException when it is refused; its message is for the administrator
     */
    public RuleExpression admit(String json) throws RuleFormatException {
        RuleExpression expression = RuleJson.read(json, inspector::required);
        List<String> problems = new ArrayList<>();
        for (Asset asset : RuleNeeds.of(expression).assets()) {
            try {
                inspector.problem(asset).ifPresent(problems::add);
            } catch (ChainUnavailableException unavailable) {
                problems.add(unavailable.getMessage() + "; try again later");
            }
        }
        if (!problems.isEmpty()) {
            throw new RuleFormatException(problems.stream().distinct().toList());
        }
        return withDecimals(expression);
    }

    private RuleExpression withDecimals(RuleExpression expression) {
        return switch (expression) {
            case Balance(Asset.Erc20 token, var minimum, var _) -> new Balance(token, minimum, decimals(token));
            case Condition condition -> condition;
            case All all -> new All(all.parts().stream().map(this::withDecimals).toList());
            case Any any -> new Any(any.parts().stream().map(this::withDecimals).toList());
            case Not not -> new Not(withDecimals(not.part()));
        };
    }

    /** They are for people only: a token that does not tell them is shown in its smallest unit. */
    private Optional<Integer> decimals(Asset.Erc20 token) {
        try {
            return inspector.decimals(token);
        } catch (ChainUnavailableException unavailable) {
            return Optional.empty();
        }
    }
}
