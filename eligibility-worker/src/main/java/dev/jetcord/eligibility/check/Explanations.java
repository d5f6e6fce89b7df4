package dev.jetcord.eligibility.check;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.MemberAnswer;
import dev.jetcord.common.eligibility.Answers.Reason;
import dev.jetcord.common.eligibility.Answers.Reasons;
import dev.jetcord.common.eligibility.Answers.RuleReason;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.eligibility.chain.BalanceQuery;
import dev.jetcord.eligibility.guild.Guilds;
import dev.jetcord.eligibility.refusal.RefusedException;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Evaluation;
import dev.jetcord.eligibility.rule.RuleEvaluator;
import dev.jetcord.eligibility.rule.RuleNeeds;
import dev.jetcord.eligibility.rulebook.StoredRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says why rules are met by a member, or are not. Changes nothing. Blocks; thread-safe. */
public final class Explanations {
    private final Database database;
    private final Guilds guilds;
    private final Balances balances;

    public Explanations(Database database, Guilds guilds, Balances balances) {
        this.database = requireNonNull(database, "database");
        this.guilds = requireNonNull(guilds, "guilds");
        this.balances = requireNonNull(balances, "balances");
    }

    /**
     * Explains.
     *
     * @param name of one rule alone, whatever the case
     */
    public Reasons why(Snowflake guild, Snowflake user, Optional<String> name) throws Exception {
        GuildState state = database.transaction(handle -> GuildState.read(handle, guild, List.of(user)));
        List<StoredRule> rules = state.rules().stream()
                .filter(rule -> name.isEmpty()
                        || rule.name().equalsIgnoreCase(name.get().strip()))
                .toList();
        if (rules.isEmpty()) {
            throw new RefusedException(
                    name.isEmpty()
                            ? "This server has no rules."
                            : "There is no rule of that name. /rule list shows all.");
        }
        MemberAnswer member = guilds.member(guild, user);
        Candidate candidate = new Candidate(user, member.member(), member.complete());
        if (candidate.left()) {
            throw new RefusedException("<@" + user + "> is not a member of this server.");
        }
        Set<Address> wallets = state.walletsOf(user);
        Set<BalanceQuery> queries = RuleNeeds.of(
                        rules.stream().map(StoredRule::expression).toList())
                .assets()
                .stream()
                .flatMap(asset -> wallets.stream().map(wallet -> new BalanceQuery(asset, wallet)))
                .collect(Collectors.toSet());
        MemberFacts facts = new MemberFacts(candidate, wallets, balances.read(queries), state.at());
        return new Reasons(rules.stream()
                .map(rule -> new RuleReason(
                        rule.name(),
                        rule.role(),
                        rule.enabled(),
                        reason(RuleEvaluator.evaluate(rule.expression(), facts))))
                .toList());
    }

    private static Reason reason(Evaluation evaluation) {
        String text = evaluation.found().isEmpty()
                ? evaluation.statement()
                : evaluation.statement() + " (" + evaluation.found() + ")";
        return new Reason(
                MemberChecks.verdict(evaluation.truth()),
                text,
                evaluation.parts().stream().map(Explanations::reason).toList());
    }
}
