package dev.jetcord.eligibility.check;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.grant.Grant;
import dev.jetcord.eligibility.grant.GrantStore;
import dev.jetcord.eligibility.grant.RoleProblems;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rulebook.RuleStore;
import dev.jetcord.eligibility.rulebook.StoredRule;
import dev.jetcord.eligibility.wallet.WalletStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What the database knows at one moment that a check needs.
 *
 * @param at the moment, by the database's clock: what is decided from it is as old as this
 * @param refused roles for which Discord is not to be asked now, and why
 */
record GuildState(
        Instant at,
        List<StoredRule> rules,
        Map<Snowflake, Set<Address>> wallets,
        Map<Snowflake, Map<Snowflake, Grant>> grants,
        Map<Snowflake, String> refused) {

    /** Reads it; one transaction's view need not be one snapshot, since {@code at} comes first. */
    static GuildState read(Handle handle, Snowflake guild, Collection<Snowflake> users) {
        Instant at = handle.createQuery("SELECT clock_timestamp()")
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .one();
        return new GuildState(
                at,
                RuleStore.of(handle, guild),
                WalletStore.of(handle, users),
                GrantStore.of(handle, guild, users).stream()
                        .collect(Collectors.groupingBy(Grant::user, Collectors.toMap(Grant::role, grant -> grant))),
                RoleProblems.refused(handle, guild));
    }

    Set<Address> walletsOf(Snowflake user) {
        return wallets.getOrDefault(user, Set.of());
    }

    Map<Snowflake, Grant> grantsOf(Snowflake user) {
        return grants.getOrDefault(user, Map.of());
    }
}
