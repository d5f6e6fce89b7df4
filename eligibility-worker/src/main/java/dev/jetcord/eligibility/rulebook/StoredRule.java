package dev.jetcord.eligibility.rulebook;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.rule.RuleExpression;

/** A guild's rule. */
public record StoredRule(Snowflake guild, String name, Snowflake role, RuleExpression expression, boolean enabled) {
    public StoredRule {
        requireNonNull(guild, "guild");
        requireNonNull(name, "name");
        requireNonNull(role, "role");
        requireNonNull(expression, "expression");
    }
}
