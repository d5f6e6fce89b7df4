package dev.jetcord.eligibility.check;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryMember;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.chain.BalanceQuery;
import dev.jetcord.eligibility.chain.Chains;
import dev.jetcord.eligibility.chain.Reading;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Answer;
import dev.jetcord.eligibility.rule.Asset;
import dev.jetcord.eligibility.rule.Facts;
import dev.jetcord.eligibility.rule.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of one member for one check. */
final class MemberFacts implements Facts {
    private final Candidate candidate;
    private final Set<Address> wallets;
    private final Map<BalanceQuery, Reading> readings;
    private final Instant now;

    /** @param readings of every asset that is asked for and every wallet */
    MemberFacts(Candidate candidate, Set<Address> wallets, Map<BalanceQuery, Reading> readings, Instant now) {
        this.candidate = requireNonNull(candidate, "candidate");
        this.wallets = requireNonNull(wallets, "wallets");
        this.readings = requireNonNull(readings, "readings");
        this.now = requireNonNull(now, "now");
    }

    @Override
    public Holding balance(Asset asset) {
        return Chains.holding(asset, wallets, readings);
    }

    @Override
    public Answer<Duration> accountAge() {
        return new Answer.Known<>(Duration.between(candidate.user().instant(), now));
    }

    @Override
    public Answer<Duration> membershipAge() {
        Optional<Instant> joined = candidate.member().flatMap(DirectoryMember::joinedAt);
        return joined.isPresent()
                ? new Answer.Known<>(Duration.between(joined.get(), now))
                : new Answer.Unknown<>("it is not known yet when the member joined");
    }

    @Override
    public Answer<Boolean> hasRole(Snowflake role) {
        return candidate
                .member()
                .<Answer<Boolean>>map(
                        member -> new Answer.Known<>(member.roles().contains(role)))
                .orElseGet(() -> new Answer.Unknown<>("the member's roles are not known yet"));
    }
}
