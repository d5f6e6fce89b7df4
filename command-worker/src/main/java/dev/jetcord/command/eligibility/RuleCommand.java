package dev.jetcord.command.eligibility;

import dev.jetcord.command.Command;
import dev.jetcord.command.CommandContext;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.command.InteractionHandler;
import dev.jetcord.command.Option;
import dev.jetcord.command.Subcommand;
import dev.jetcord.common.eligibility.Answers.Rule;
import dev.jetcord.common.eligibility.Answers.Rules;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.AboutGuild;
import dev.jetcord.common.eligibility.Questions.ChainComplete;
import dev.jetcord.common.eligibility.Questions.RuleAdd;
import dev.jetcord.common.eligibility.Questions.RuleChange;
import dev.jetcord.common.eligibility.Questions.RuleComplete;
import dev.jetcord.common.eligibility.Questions.RuleTest;
import dev.jetcord.common.interaction.Permission;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.common.wire.Snowflake;
import java.util.ArrayList;
import java.util.List;

/** {@code /rule}: for administrators, the rules of a guild. */
final class RuleCommand {
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String USER = "user";
    private static final int MAX_NAME = 64;
    private static final int MAX_DAYS = 3650;

    private final EligibilityDesk desk;

    private RuleCommand(EligibilityDesk desk) {
        this.desk = desk;
    }

    static Command create(EligibilityDesk desk) {
        RuleCommand rule = new RuleCommand(desk);
        return Command.slash("rule", "The rules by which members get roles")
                .permissions(Permission.MANAGE_ROLES)
                .deferral(DeferralPolicy.DEFER_EPHEMERAL)
                .subcommand(rule.add())
                .subcommand(Subcommand.of("list", "Lists the rules").handle(rule::list))
                .subcommand(rule.named("test", "Says what a rule would decide, and changes nothing")
                        .option(Option.user(USER, "Of whom; you, unless this says otherwise"))
                        .handle(rule::test))
                .subcommand(rule.named("remove", "Removes a rule, and the roles that it alone has given")
                        .handle(rule.change(Operation.RULE_REMOVE, "Removed")))
                .subcommand(rule.named("enable", "Lets a rule give and take its role")
                        .handle(rule.change(Operation.RULE_ENABLE, "Enabled")))
                .subcommand(rule.named("disable", "Stops a rule; who has its role keeps it")
                        .handle(rule.change(Operation.RULE_DISABLE, "Disabled")))
                .build();
    }

    private Subcommand add() {
        return Subcommand.of("add", "Adds a rule: by a kind with its options, or by a whole expression")
                .option(Option.text(NAME, "How you call it").mandatory().between(1, MAX_NAME))
                .option(Option.role(ROLE, "The role that it gives").mandatory())
                .option(Option.text(RuleDraft.KIND, "What it asks for").withChoices(RuleDraft.KINDS))
                .option(Option.text(RuleDraft.CHAIN, "On which chain").withSuggestions())
                .option(Option.text(RuleDraft.CONTRACT, "The token's contract, 0x..."))
                .option(Option.text(
                        RuleDraft.MINIMUM, "How much at least, in whole tokens, such as 1.5; one NFT or item"))
                .option(Option.text(RuleDraft.TOKEN_ID, "Which item of an ERC-1155 contract"))
                .option(Option.integer(RuleDraft.DAYS, "How many days").between(1, MAX_DAYS))
                .option(Option.role(RuleDraft.HAS_ROLE, "Which role the member must have"))
                .option(Option.text(RuleDraft.EXPRESSION, "A whole rule as JSON, with all, any and not"))
                .suggest(context -> desk.suggest(
                        context,
                        Operation.CHAIN_COMPLETE,
                        new ChainComplete(
                                context.options().text(RuleDraft.CHAIN).orElse(""))))
                .handle(this::add);
    }

    private void add(CommandContext context) throws Exception {
        RuleAdd question;
        try {
            question = new RuleAdd(
                    EligibilityDesk.messageId(context),
                    EligibilityDesk.guild(context).id(),
                    EligibilityDesk.user(context),
                    name(context),
                    context.options().id(ROLE).orElseThrow(),
                    RuleDraft.of(context.options()));
        } catch (RuleDraft.IncompleteException incomplete) {
            context.reply(Reply.ephemeral(Lines.fitting(incomplete.text())));
            return;
        }
        desk.answerPatiently(
                context,
                Operation.RULE_ADD,
                question,
                rule -> Reply.ephemeral(Lines.fitting("Added. " + line(rule)
                        + "\nMembers are checked as they come by; `/eligibility sync` checks everybody now.")));
    }

    private void list(CommandContext context) throws Exception {
        desk.answer(
                context,
                Operation.RULE_LIST,
                new AboutGuild(EligibilityDesk.guild(context).id()),
                rules -> Reply.ephemeral(text(rules)));
    }

    private static String text(Rules rules) {
        List<String> lines = new ArrayList<>();
        rules.rules().forEach(rule -> lines.add("- " + line(rule)));
        return lines.isEmpty() ? "There is no rule yet. `/rule add` adds one." : Lines.fitting("The rules:", lines);
    }

    private void test(CommandContext context) throws Exception {
        Snowflake user = context.options().id(USER).orElseGet(() -> EligibilityDesk.user(context));
        desk.answerPatiently(
                context,
                Operation.RULE_TEST,
                new RuleTest(EligibilityDesk.guild(context).id(), user, name(context)),
                reasons -> Reply.ephemeral(Reasons.text(reasons)));
    }

    private InteractionHandler change(Operation<RuleChange, Rule> operation, String done) {
        return context -> desk.answer(
                context,
                operation,
                new RuleChange(
                        EligibilityDesk.messageId(context),
                        EligibilityDesk.guild(context).id(),
                        EligibilityDesk.user(context),
                        name(context)),
                rule -> Reply.ephemeral(Lines.fitting(done + ". " + line(rule))));
    }

    private Subcommand.Builder named(String subcommand, String description) {
        return Subcommand.of(subcommand, description)
                .option(Option.text(NAME, "Which rule").mandatory().withSuggestions())
                .suggest(context -> desk.suggest(
                        context,
                        Operation.RULE_COMPLETE,
                        new RuleComplete(EligibilityDesk.guild(context).id(), name(context))));
    }

    private static String name(CommandContext context) {
        return context.options().text(NAME).orElse("").strip();
    }

    private static String line(Rule rule) {
        return Lines.code(rule.name()) + " gives " + Lines.role(rule.roleId()) + " for " + rule.summary()
                + (rule.enabled() ? "" : " (disabled)")
                + rule.note().map(note -> ". " + note).orElse("");
    }
}
