package dev.jetcord.eligibility.request;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.Answers.Checked;
import dev.jetcord.common.eligibility.Answers.Choices;
import dev.jetcord.common.eligibility.Answers.Reasons;
import dev.jetcord.common.eligibility.EligibilityClient;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.AboutMember;
import dev.jetcord.common.eligibility.Questions.PrivacyDelete;
import dev.jetcord.common.eligibility.Questions.RuleAdd;
import dev.jetcord.common.eligibility.Questions.RuleChange;
import dev.jetcord.common.eligibility.Questions.SyncStart;
import dev.jetcord.common.eligibility.Questions.WalletChange;
import dev.jetcord.common.eligibility.Questions.WalletVerify;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.eligibility.check.Candidate;
import dev.jetcord.eligibility.check.Explanations;
import dev.jetcord.eligibility.check.MemberChecks;
import dev.jetcord.eligibility.guild.Guilds;
import dev.jetcord.eligibility.refusal.RefusedException;
import dev.jetcord.eligibility.request.Desk.Cause;
import dev.jetcord.eligibility.rulebook.RuleBook;
import dev.jetcord.eligibility.rulebook.RuleStore;
import dev.jetcord.eligibility.rulebook.StoredRule;
import dev.jetcord.eligibility.sync.Syncs;
import dev.jetcord.eligibility.wallet.Wallets;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every operation of {@link Operation}. */
public final class EligibilityService {
    private static final int MOST_CHOICES = 25;
    private static final String CHECK_GOES_ON =
            "The check goes on, and your roles follow: Discord lets only so many of them be changed at a time."
                    + " /eligibility why says meanwhile what is due.";
    private static final String CHAIN_IS_SLOW = "The chain answers too slowly at the moment. Try again in a minute.";
    private static final Cause<WalletChange> WALLET = new Cause<>(WalletChange::messageId, WalletChange::userId);
    private static final Cause<RuleChange> RULE = new Cause<>(RuleChange::messageId, RuleChange::actorId);

    private final Wallets wallets;
    private final RuleBook rules;
    private final MemberChecks checks;
    private final Explanations explanations;
    private final Syncs syncs;
    private final Guilds guilds;
    private final List<String> chains;
    private final Patience patience;

    /** @param chains the names of those that are configured */
    public EligibilityService(
            Wallets wallets,
            RuleBook rules,
            MemberChecks checks,
            Explanations explanations,
            Syncs syncs,
            Guilds guilds,
            List<String> chains) {
        this.wallets = requireNonNull(wallets, "wallets");
        this.rules = requireNonNull(rules, "rules");
        this.checks = requireNonNull(checks, "checks");
        this.explanations = requireNonNull(explanations, "explanations");
        this.syncs = requireNonNull(syncs, "syncs");
        this.guilds = requireNonNull(guilds, "guilds");
        this.chains = List.copyOf(chains);
        this.patience = new Patience(EligibilityClient.ANSWERED_WITHIN);
    }

    /**
     * Begins to answer.
     *
     * @param changed what is run after a change was committed
     */
    public void serve(RequestListener listener, Database database, Runnable changed, MeterRegistry registry) {
        Desk desk = new Desk(listener, database, new ProcessedRequests(database), changed, registry);

        desk.change(Operation.WALLET_LINK, WALLET, wallets::begin);
        desk.change(
                Operation.WALLET_VERIFY, new Cause<>(WalletVerify::messageId, WalletVerify::userId), wallets::verify);
        desk.lookup(Operation.WALLET_LIST, (handle, asked) -> wallets.list(handle, asked.userId()));
        desk.change(Operation.WALLET_UNLINK, WALLET, wallets::unlink);

        desk.question(Operation.CHECK, asked -> patience.await(() -> check(asked), CHECK_GOES_ON));
        desk.question(Operation.WHY, asked -> why(asked.guildId(), asked.userId(), asked.rule()));

        desk.change(
                Operation.RULE_ADD,
                new Cause<>(RuleAdd::messageId, RuleAdd::actorId),
                asked -> new Addition(patience.await(() -> rules.admit(asked), CHAIN_IS_SLOW), asked),
                (handle, addition) ->
                        rules.add(handle, addition.admitted(), addition.asked().actorId()));
        desk.lookup(Operation.RULE_LIST, (handle, asked) -> rules.list(handle, asked.guildId()));
        desk.question(Operation.RULE_TEST, asked -> why(asked.guildId(), asked.userId(), Optional.of(asked.name())));
        desk.change(Operation.RULE_REMOVE, RULE, rules::remove);
        desk.change(Operation.RULE_ENABLE, RULE, (handle, asked) -> rules.enable(handle, asked, true));
        desk.change(Operation.RULE_DISABLE, RULE, (handle, asked) -> rules.enable(handle, asked, false));
        desk.lookup(
                Operation.RULE_COMPLETE,
                (handle, asked) ->
                        choices(RuleStore.of(handle, asked.guildId()).stream().map(StoredRule::name), asked.typed()));
        desk.question(Operation.CHAIN_COMPLETE, asked -> choices(chains.stream(), asked.typed()));

        desk.change(Operation.SYNC_START, new Cause<>(SyncStart::messageId, SyncStart::actorId), syncs::start);
        desk.lookup(Operation.SYNC_STATUS, (handle, asked) -> syncs.status(handle, asked.guildId()));
        desk.change(
                Operation.PRIVACY_DELETE,
                new Cause<>(PrivacyDelete::messageId, PrivacyDelete::userId),
                asked -> {
                    // First, since it can be away: then the user is told so, and tries again.
                    guilds.forget(asked.userId());
                    return asked;
                },
                (handle, asked) -> Privacy.forget(handle, wallets, asked.userId()));
    }

    private Reasons why(Snowflake guild, Snowflake user, Optional<String> rule) throws Exception {
        return patience.await(() -> explanations.why(guild, user, rule), CHAIN_IS_SLOW);
    }

    private Checked check(AboutMember asked) throws Exception {
        if (guilds.guild(asked.guildId()).isEmpty()) {
            throw new RefusedException(Guilds.UNKNOWN);
        }
        var member = guilds.member(asked.guildId(), asked.userId());
        if (member.member().isEmpty() && member.complete()) {
            throw new RefusedException("<@" + asked.userId() + "> is not a member of this server.");
        }
        return new Checked(checks.check(
                        asked.guildId(), List.of(new Candidate(asked.userId(), member.member(), member.complete())))
                .getFirst()
                .roles());
    }

    private static Choices choices(Stream<String> names, String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return new Choices(names.filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
                .limit(MOST_CHOICES)
                .toList());
    }

    /** A rule that may be added, and who wants it. */
    private record Addition(RuleBook.Admitted admitted, RuleAdd asked) {}
}
