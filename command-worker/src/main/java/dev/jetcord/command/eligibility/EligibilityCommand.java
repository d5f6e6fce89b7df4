package dev.jetcord.command.eligibility;

import dev.jetcord.command.Command;
import dev.jetcord.command.CommandContext;
import dev.jetcord.command.CommandDefinition.Context;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.command.InteractionHandler;
import dev.jetcord.command.Option;
import dev.jetcord.command.Subcommand;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.AboutGuild;
import dev.jetcord.common.eligibility.Questions.AboutMember;
import dev.jetcord.common.eligibility.Questions.RuleComplete;
import dev.jetcord.common.eligibility.Questions.SyncStart;
import dev.jetcord.common.eligibility.Questions.Why;
import dev.jetcord.common.eligibility.SyncWords;
import dev.jetcord.common.interaction.Permission;
import dev.jetcord.common.interaction.Reply;
import java.util.Optional;
import java.util.Set;

/** {@code /eligibility}: checks a member and says why; for administrators, checks everybody. */
final class EligibilityCommand {
    private static final String RULE = "rule";
    private static final Permission ADMINISTRATION = Permission.MANAGE_ROLES;

    private final EligibilityDesk desk;

    private EligibilityCommand(EligibilityDesk desk) {
        this.desk = desk;
    }

    static Command create(EligibilityDesk desk) {
        EligibilityCommand eligibility = new EligibilityCommand(desk);
        return Command.slash("eligibility", "The roles that you get by rules of this server")
                .contexts(Context.GUILD)
                .deferral(DeferralPolicy.DEFER_EPHEMERAL)
                .subcommand(Subcommand.of("check", "Checks now which roles you should have")
                        .handle(eligibility::check))
                .subcommand(Subcommand.of("why", "Says why you have a role, or not")
                        .option(Option.text(RULE, "Only this rule").withSuggestions())
                        .suggest(eligibility::suggestRules)
                        .handle(eligibility::why))
                .subcommand(Subcommand.of("sync", "For administrators: checks every member of this server")
                        .handle(administrators(eligibility::sync)))
                .subcommand(Subcommand.of("status", "For administrators: how the last sync fares")
                        .handle(administrators(eligibility::status)))
                .build();
    }

    private void check(CommandContext context) throws Exception {
        desk.answerPatiently(
                context,
                Operation.CHECK,
                new AboutMember(EligibilityDesk.guild(context).id(), EligibilityDesk.user(context)),
                checked -> Reply.ephemeral(Reasons.text(checked)));
    }

    private void why(CommandContext context) throws Exception {
        desk.answerPatiently(
                context,
                Operation.WHY,
                new Why(
                        EligibilityDesk.guild(context).id(),
                        EligibilityDesk.user(context),
                        context.options().text(RULE)),
                reasons -> Reply.ephemeral(Reasons.text(reasons)));
    }

    private void suggestRules(CommandContext context) throws Exception {
        desk.suggest(
                context,
                Operation.RULE_COMPLETE,
                new RuleComplete(
                        EligibilityDesk.guild(context).id(),
                        context.options().text(RULE).orElse("")));
    }

    /** What "thinking" becomes here is edited by the eligibility worker as the sync goes on, while the token lives. */
    private void sync(CommandContext context) throws Exception {
        desk.answer(
                context,
                Operation.SYNC_START,
                new SyncStart(
                        EligibilityDesk.messageId(context),
                        EligibilityDesk.guild(context).id(),
                        EligibilityDesk.user(context),
                        Optional.of(context.interaction().reference().token().reveal())),
                progress -> Reply.ephemeral(SyncWords.of(progress)));
    }

    private void status(CommandContext context) throws Exception {
        desk.answer(
                context,
                Operation.SYNC_STATUS,
                new AboutGuild(EligibilityDesk.guild(context).id()),
                progress -> Reply.ephemeral(SyncWords.of(progress)));
    }

    /** Of one command only some subcommands are for administrators, which Discord cannot know. */
    private static InteractionHandler administrators(InteractionHandler handler) {
        return context -> {
            if (EligibilityDesk.guild(context).permits(Set.of(ADMINISTRATION))) {
                handler.handle(context);
            } else {
                context.reply(Reply.ephemeral("You may not do that here: it takes " + ADMINISTRATION.label() + "."));
            }
        };
    }
}
