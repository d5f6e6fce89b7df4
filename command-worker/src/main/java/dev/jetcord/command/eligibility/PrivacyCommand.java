package dev.jetcord.command.eligibility;

import dev.jetcord.command.Command;
import dev.jetcord.command.CommandContext;
import dev.jetcord.command.Subcommand;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.PrivacyDelete;
import dev.jetcord.common.interaction.Reply;

/** {@code /privacy}: has what is known of a user forgotten. */
final class PrivacyCommand {
    private final EligibilityDesk desk;

    private PrivacyCommand(EligibilityDesk desk) {
        this.desk = desk;
    }

    static Command create(EligibilityDesk desk) {
        PrivacyCommand privacy = new PrivacyCommand(desk);
        return Command.slash("privacy", "What is stored about you")
                .subcommand(Subcommand.of("delete", "Forgets you: your wallets, and the roles that depend on them")
                        .handle(privacy::delete))
                .build();
    }

    private void delete(CommandContext context) throws Exception {
        desk.answer(
                context,
                Operation.PRIVACY_DELETE,
                new PrivacyDelete(EligibilityDesk.messageId(context), EligibilityDesk.user(context)),
                forgotten -> Reply.ephemeral("You are being forgotten, and "
                        + (forgotten.wallets() == 1 ? "one wallet" : forgotten.wallets() + " wallets")
                        + " with you. Roles that depend on them are taken away with the next check."));
    }
}
