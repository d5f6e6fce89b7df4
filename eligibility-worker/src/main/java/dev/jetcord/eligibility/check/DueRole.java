package dev.jetcord.eligibility.check;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.grant.Grant;
import dev.jetcord.eligibility.rule.Facts;
import dev.jetcord.eligibility.rule.RuleEvaluator;
import dev.jetcord.eligibility.rule.Truth;
import dev.jetcord.eligibility.rulebook.StoredRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a role is due to a member.
 *
 * @param truth by the enabled rules that grant it: any one is enough
 * @param held back by a disabled rule of the role, which keeps the role where it is: it is not taken
 * @param reason in words, for the guild's audit log
 */
record DueRole(Snowflake role, Truth truth, boolean held, String reason) {
    DueRole {
        requireNonNull(role, "role");
        requireNonNull(truth, "truth");
        requireNonNull(reason, "reason");
    }

    /** Of every role that the guild's rules grant, and of those that we gave and no rule grants any more. */
    static List<DueRole> of(List<StoredRule> rules, Facts facts, Stream<Snowflake> granted) {
        return Stream.concat(rules.stream().map(StoredRule::role), granted)
                .distinct()
                .sorted()
                .map(role -> of(
                        role,
                        rules.stream().filter(rule -> rule.role().equals(role)).toList(),
                        facts))
                .toList();
    }

    private static DueRole of(Snowflake role, List<StoredRule> rules, Facts facts) {
        Truth truth = Truth.FALSE;
        Optional<StoredRule> decisive = Optional.empty();
        for (StoredRule rule : rules) {
            if (rule.enabled()) {
                Truth one = RuleEvaluator.evaluate(rule.expression(), facts).truth();
                if (one == Truth.TRUE && decisive.isEmpty()) {
                    decisive = Optional.of(rule);
                }
                truth = truth.or(one);
            }
        }
        boolean held = rules.stream().anyMatch(rule -> !rule.enabled());
        String reason = decisive.map(rule -> "Rule " + rule.name() + " is met")
                .orElseGet(() -> rules.isEmpty() ? "No rule grants it any more" : notMet(rules));
        return new DueRole(role, truth, held, reason);
    }

    /** What is to be done, given what we did before; empty for nothing. */
    Optional<Boolean> change(Optional<Grant> grant, Optional<Boolean> holds) {
        return switch (truth) {
            case UNKNOWN -> Optional.empty();
            case TRUE ->
                grant.map(Grant::state)
                        .map(state -> switch (state) {
                            case GRANTED -> !holds.orElse(true);
                            // Half done, or taken so lately that the directory may not know it.
                            case GRANTING, REMOVING, REMOVED -> true;
                        })
                        // Who has it without us had it from somebody else, and keeps it.
                        .or(() -> Optional.of(!holds.orElse(false)))
                        .filter(needed -> needed);
            case FALSE ->
                grant.filter(given -> given.state() != Grant.State.REMOVED && !held)
                        .map(_ -> false);
        };
    }

    private static String notMet(List<StoredRule> rules) {
        return rules.stream().map(StoredRule::name).collect(Collectors.joining(", ", "No rule is met any more: ", ""));
    }
}
