package dev.jetcord.common.eligibility;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.Answers.Challenge;
import dev.jetcord.common.eligibility.Answers.Checked;
import dev.jetcord.common.eligibility.Answers.Choices;
import dev.jetcord.common.eligibility.Answers.Forgotten;
import dev.jetcord.common.eligibility.Answers.Reasons;
import dev.jetcord.common.eligibility.Answers.Rule;
import dev.jetcord.common.eligibility.Answers.Rules;
import dev.jetcord.common.eligibility.Answers.SyncProgress;
import dev.jetcord.common.eligibility.Answers.Wallets;
import dev.jetcord.common.eligibility.Questions.AboutGuild;
import dev.jetcord.common.eligibility.Questions.AboutMember;
import dev.jetcord.common.eligibility.Questions.AboutUser;
import dev.jetcord.common.eligibility.Questions.ChainComplete;
import dev.jetcord.common.eligibility.Questions.PrivacyDelete;
import dev.jetcord.common.eligibility.Questions.RuleAdd;
import dev.jetcord.common.eligibility.Questions.RuleChange;
import dev.jetcord.common.eligibility.Questions.RuleComplete;
import dev.jetcord.common.eligibility.Questions.RuleTest;
import dev.jetcord.common.eligibility.Questions.SyncStart;
import dev.jetcord.common.eligibility.Questions.WalletChange;
import dev.jetcord.common.eligibility.Questions.WalletVerify;
import dev.jetcord.common.eligibility.Questions.Why;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Subjects;

/**
 * Something that the eligibility worker can be asked to do, by a NATS request on {@code eligibility.request.<name>}. Whoever
 * asks has checked that the user may.
 *
 * @param name the last token of the subject
 * @param question what is asked with
 * @param answer what it is answered with, where it is not refused
 */
public record Operation<Q extends Record, A extends Record>(String name, Class<Q> question, Class<A> answer) {
    /** Begins to link a wallet: gives the text to sign. */
    public static final Operation<WalletChange, Challenge> WALLET_LINK =
            new Operation<>("wallet_link", WalletChange.class, Challenge.class);
    /** Ends the linking by a signature; all guilds of the user are checked. */
    public static final Operation<WalletVerify, Wallets> WALLET_VERIFY =
            new Operation<>("wallet_verify", WalletVerify.class, Wallets.class);

    public static final Operation<AboutUser, Wallets> WALLET_LIST =
            new Operation<>("wallet_list", AboutUser.class, Wallets.class);
    /** Takes a wallet away; roles that depend on it go with the check that follows. */
    public static final Operation<WalletChange, Wallets> WALLET_UNLINK =
            new Operation<>("wallet_unlink", WalletChange.class, Wallets.class);
    /** Checks a member now, and applies what follows. */
    public static final Operation<AboutMember, Checked> CHECK =
            new Operation<>("check", AboutMember.class, Checked.class);
    /** Why a member has a role, or has it not. Changes nothing. */
    public static final Operation<Why, Reasons> WHY = new Operation<>("why", Why.class, Reasons.class);

    public static final Operation<RuleAdd, Rule> RULE_ADD = new Operation<>("rule_add", RuleAdd.class, Rule.class);
    public static final Operation<AboutGuild, Rules> RULE_LIST =
            new Operation<>("rule_list", AboutGuild.class, Rules.class);
    /** What a rule says of a member, enabled or not. Changes nothing. */
    public static final Operation<RuleTest, Reasons> RULE_TEST =
            new Operation<>("rule_test", RuleTest.class, Reasons.class);
    /** Removes a rule; what it alone granted is taken away. */
    public static final Operation<RuleChange, Rule> RULE_REMOVE =
            new Operation<>("rule_remove", RuleChange.class, Rule.class);
    /** Lets a rule grant and take again. */
    public static final Operation<RuleChange, Rule> RULE_ENABLE =
            new Operation<>("rule_enable", RuleChange.class, Rule.class);
    /** Keeps a rule from granting and taking; its role stays where it is. */
    public static final Operation<RuleChange, Rule> RULE_DISABLE =
            new Operation<>("rule_disable", RuleChange.class, Rule.class);
    /** Names of rules, for an autocomplete. */
    public static final Operation<RuleComplete, Choices> RULE_COMPLETE =
            new Operation<>("rule_complete", RuleComplete.class, Choices.class);
    /** Names of chains, for an autocomplete. */
    public static final Operation<ChainComplete, Choices> CHAIN_COMPLETE =
            new Operation<>("chain_complete", ChainComplete.class, Choices.class);
    /** Begins to check every member of a guild; while it runs, another start shows the one that runs. */
    public static final Operation<SyncStart, SyncProgress> SYNC_START =
            new Operation<>("sync_start", SyncStart.class, SyncProgress.class);
    /** How the guild's last sync fares; refused where there was none. */
    public static final Operation<AboutGuild, SyncProgress> SYNC_STATUS =
            new Operation<>("sync_status", AboutGuild.class, SyncProgress.class);
    /** Forgets a user. */
    public static final Operation<PrivacyDelete, Forgotten> PRIVACY_DELETE =
            new Operation<>("privacy_delete", PrivacyDelete.class, Forgotten.class);

    public Operation {
        requireNonNull(name, "name");
        requireNonNull(question, "question");
        requireNonNull(answer, "answer");
    }

    /** Where it is asked. */
    public String subject() {
        return Subjects.eligibilityRequest(name);
    }

    /** The request's body. */
    public byte[] encode(Q asked) {
        return EligibilityJson.write(asked);
    }

    /** Reads a request's body. */
    public Q decode(byte[] body) throws InvalidMessageException {
        return EligibilityJson.read(body, question);
    }
}
