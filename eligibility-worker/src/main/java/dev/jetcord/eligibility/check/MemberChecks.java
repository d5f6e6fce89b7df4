package dev.jetcord.eligibility.check;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.eligibility.Answers.RoleCheck;
import dev.jetcord.common.eligibility.Answers.Verdict;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.eligibility.chain.BalanceQuery;
import dev.jetcord.eligibility.chain.Reading;
import dev.jetcord.eligibility.grant.Grant;
import dev.jetcord.eligibility.grant.MemberGrants;
import dev.jetcord.eligibility.grant.RoleChange;
import dev.jetcord.eligibility.grant.RoleGranter;
import dev.jetcord.eligibility.grant.RoleProblems;
import dev.jetcord.eligibility.guild.Guilds;
import dev.jetcord.eligibility.guild.RoleObstacles;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Asset;
import dev.jetcord.eligibility.rule.RuleNeeds;
import dev.jetcord.eligibility.rule.Truth;
import dev.jetcord.eligibility.rulebook.StoredRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks members of one guild together, be it one or a thousand: rules, wallets and grants are read once, balances with one call,
 * and only what differs is asked of Discord, one change after the other, since Discord limits them by guild. What is not known
 * takes nothing away. Blocks; thread-safe.
 */
public final class MemberChecks {
    private final Database database;
    private final Guilds guilds;
    private final Balances balances;
    private final RoleGranter granter;
    private final NextCheck next;

    public MemberChecks(Database database, Guilds guilds, Balances balances, RoleGranter granter, NextCheck next) {
        this.database = requireNonNull(database, "database");
        this.guilds = requireNonNull(guilds, "guilds");
        this.balances = requireNonNull(balances, "balances");
        this.granter = requireNonNull(granter, "granter");
        this.next = requireNonNull(next, "next");
    }

    /**
     * Checks, and applies what follows.
     *
     * @return in the order of the candidates
     * @throws dev.jetcord.common.directory.DirectoryAwayException when the guild cannot be asked for
     */
    public List<MemberResult> check(Snowflake guild, List<Candidate> candidates) throws Exception {
        List<Snowflake> users = candidates.stream().map(Candidate::user).toList();
        GuildState state = database.transaction(handle -> GuildState.read(handle, guild, users));
        if (state.rules().isEmpty() && state.grants().isEmpty()) {
            database.transaction(handle -> {
                next.forget(handle, guild, users);
                return true;
            });
            return nothing(users);
        }
        Optional<DirectoryGuild> found = guilds.guild(guild);
        if (found.isEmpty()) {
            database.transaction(handle -> {
                next.defer(handle, guild, users);
                return true;
            });
            return nothing(users);
        }
        DirectoryGuild known = found.get();
        Map<BalanceQuery, Reading> readings = balances.read(queries(state, candidates));
        Map<Snowflake, String> refused = new HashMap<>(state.refused());
        List<MemberResult> results = new ArrayList<>();
        for (Candidate candidate : candidates) {
            results.add(
                    candidate.left() || candidate.isBot()
                            ? absent(guild, candidate)
                            : check(new Look(guild, known, state, readings, refused), candidate));
        }
        database.transaction(handle -> {
            next.plan(handle, guild, state, results);
            return true;
        });
        return results;
    }

    /** Puts members down for a check soon, who could not be checked now. */
    public void postpone(Snowflake guild, Collection<Snowflake> users) throws Exception {
        database.transaction(handle -> {
            next.soon(handle, guild, users);
            return true;
        });
    }

    private static List<MemberResult> nothing(List<Snowflake> users) {
        return users.stream().map(user -> new MemberResult(user, List.of())).toList();
    }

    private static Set<BalanceQuery> queries(GuildState state, List<Candidate> candidates) {
        Set<Asset> assets = RuleNeeds.of(state.rules().stream()
                        .filter(StoredRule::enabled)
                        .map(StoredRule::expression)
                        .toList())
                .assets();
        Set<BalanceQuery> queries = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!candidate.left() && !candidate.isBot()) {
                for (Address wallet : state.walletsOf(candidate.user())) {
                    assets.forEach(asset -> queries.add(new BalanceQuery(asset, wallet)));
                }
            }
        }
        return queries;
    }

    private MemberResult absent(Snowflake guild, Candidate candidate) throws Exception {
        if (candidate.left()) {
            database.transaction(handle -> {
                MemberGrants.drop(handle, guild, candidate.user());
                return true;
            });
        }
        return new MemberResult(candidate.user(), List.of());
    }

    private MemberResult check(Look look, Candidate candidate) throws Exception {
        Map<Snowflake, Grant> grants = look.state().grantsOf(candidate.user());
        MemberFacts facts = new MemberFacts(
                candidate,
                look.state().walletsOf(candidate.user()),
                look.readings(),
                look.state().at());
        List<RoleCheck> roles = new ArrayList<>();
        for (DueRole due : DueRole.of(look.state().rules(), facts, grants.keySet().stream())) {
            Optional<Boolean> holds =
                    candidate.member().map(member -> member.roles().contains(due.role()));
            Optional<Boolean> add = due.change(Optional.ofNullable(grants.get(due.role())), holds);
            roles.add(add.isPresent() ? apply(look, candidate, due, add.get()) : unchanged(due));
        }
        return new MemberResult(candidate.user(), roles);
    }

    private RoleCheck apply(Look look, Candidate candidate, DueRole due, boolean add) throws Exception {
        if (!add && !RoleObstacles.exists(look.known(), due.role())) {
            granter.dropRole(look.guild(), due.role());
            return unchanged(due);
        }
        Optional<String> refused = refused(look, due.role());
        if (refused.isPresent()) {
            return new RoleCheck(due.role(), verdict(due.truth()), Change.REFUSED, refused);
        }
        RoleChange change = new RoleChange(
                look.guild(), candidate.user(), due.role(), add, look.state().at(), due.reason());
        Change made = switch (granter.apply(change)) {
            case DONE -> add ? Change.GRANTED : Change.REMOVED;
            case SUPERSEDED, GONE -> Change.NONE;
            case REFUSED -> {
                // The rest of this batch need not ask as well.
                look.refused().put(due.role(), "Discord does not let the bot give or take this role.");
                yield Change.REFUSED;
            }
            case LATER -> Change.LATER;
        };
        return new RoleCheck(due.role(), verdict(due.truth()), made, Optional.empty());
    }

    /** Why the role cannot be given or taken now. The first who finds out notes it, for all that follow. */
    private Optional<String> refused(Look look, Snowflake role) throws Exception {
        if (!look.refused().containsKey(role)) {
            Optional<String> obstacle = RoleObstacles.now(look.known(), role);
            if (obstacle.isPresent()) {
                look.refused().put(role, obstacle.get());
                database.transaction(handle -> {
                    RoleProblems.note(handle, look.guild(), role, obstacle.get());
                    return true;
                });
            }
        }
        return Optional.ofNullable(look.refused().get(role));
    }

    private static RoleCheck unchanged(DueRole due) {
        return new RoleCheck(due.role(), verdict(due.truth()), Change.NONE, Optional.empty());
    }

    static Verdict verdict(Truth truth) {
        return switch (truth) {
            case TRUE -> Verdict.YES;
            case FALSE -> Verdict.NO;
            case UNKNOWN -> Verdict.UNKNOWN;
        };
    }

    /** What all members of a check are looked at with. */
    private record Look(
            Snowflake guild,
            DirectoryGuild known,
            GuildState state,
            Map<BalanceQuery, Reading> readings,
            Map<Snowflake, String> refused) {}
}
