package dev.jetcord.command.eligibility;

import dev.jetcord.command.Command;
import dev.jetcord.command.CommandContext;
import dev.jetcord.command.Option;
import dev.jetcord.command.Subcommand;
import dev.jetcord.common.eligibility.Answers.Challenge;
import dev.jetcord.common.eligibility.Answers.Wallet;
import dev.jetcord.common.eligibility.Answers.Wallets;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.AboutUser;
import dev.jetcord.common.eligibility.Questions.WalletChange;
import dev.jetcord.common.eligibility.Questions.WalletVerify;
import dev.jetcord.common.interaction.Button;
import dev.jetcord.common.interaction.ModalForm;
import dev.jetcord.common.interaction.Reply;
import java.util.List;
import java.util.Locale;

/** {@code /wallet}: links an address by a signature, shows those that are linked, and takes one away. */
final class WalletCommand {
    private static final String ADDRESS = "address";
    private static final String SIGNATURE = "signature";
    private static final String SIGN = "wallet-sign";
    private static final int MAX_SUGGESTIONS = 25;

    private final EligibilityDesk desk;

    private WalletCommand(EligibilityDesk desk) {
        this.desk = desk;
    }

    static Command create(EligibilityDesk desk) {
        WalletCommand wallet = new WalletCommand(desk);
        return Command.slash("wallet", "Links your wallets, for roles that depend on what they hold")
                .subcommand(Subcommand.of("link", "Links a wallet by its signature; it costs nothing")
                        .option(Option.text(ADDRESS, "The wallet's address, 0x...")
                                .mandatory())
                        .handle(wallet::link))
                .subcommand(Subcommand.of("list", "Shows your linked wallets").handle(wallet::list))
                .subcommand(Subcommand.of("unlink", "Takes a wallet away, with the roles that depend on it")
                        .option(Option.text(ADDRESS, "The wallet's address")
                                .mandatory()
                                .withSuggestions())
                        .suggest(wallet::suggestLinked)
                        .handle(wallet::unlink))
                .component(SIGN, WalletCommand::openForm)
                .modal(SIGN, wallet::verify)
                .build();
    }

    private void link(CommandContext context) throws Exception {
        desk.answer(context, Operation.WALLET_LINK, change(context), WalletCommand::invitation);
    }

    private static Reply invitation(Challenge challenge) {
        return Reply.ephemeral("""
                        Sign this text with your wallet ("sign message"), which costs nothing and gives nobody any right to \
                        your funds. Then press the button and paste the signature. It can be used until %s.
                        ```
                        %s
                        ```""".formatted(Lines.relative(challenge.expiresAt()), challenge.message()))
                .with(Button.of(Button.Style.PRIMARY, SIGN + ':' + challenge.nonce(), "Paste the signature"));
    }

    private static void openForm(CommandContext context) throws Exception {
        context.open(new ModalForm(
                SIGN + ':' + context.argument(),
                "Link a wallet",
                List.of(new ModalForm.Input(SIGNATURE, "The signature, 0x...", true, true))));
    }

    private void verify(CommandContext context) throws Exception {
        String signature = context.fields().getOrDefault(SIGNATURE, "").strip();
        desk.answer(
                context,
                Operation.WALLET_VERIFY,
                new WalletVerify(
                        EligibilityDesk.messageId(context),
                        EligibilityDesk.user(context),
                        context.argument(),
                        signature),
                wallets -> Reply.ephemeral(shown("Linked. Your roles are being checked now. Your wallets:", wallets)));
    }

    private void list(CommandContext context) throws Exception {
        desk.answer(
                context,
                Operation.WALLET_LIST,
                new AboutUser(EligibilityDesk.user(context)),
                wallets -> Reply.ephemeral(shown("Your wallets:", wallets)));
    }

    private void unlink(CommandContext context) throws Exception {
        desk.answer(
                context,
                Operation.WALLET_UNLINK,
                change(context),
                wallets ->
                        Reply.ephemeral(shown("Unlinked. Your roles are being checked now. Your wallets:", wallets)));
    }

    private void suggestLinked(CommandContext context) throws Exception {
        String typed = context.options().text(ADDRESS).orElse("").toLowerCase(Locale.ROOT);
        desk.suggest(
                context,
                Operation.WALLET_LIST,
                new AboutUser(EligibilityDesk.user(context)),
                wallets -> wallets.wallets().stream()
                        .map(Wallet::address)
                        .filter(address -> address.toLowerCase(Locale.ROOT).contains(typed))
                        .limit(MAX_SUGGESTIONS)
                        .toList());
    }

    private static WalletChange change(CommandContext context) {
        return new WalletChange(
                EligibilityDesk.messageId(context),
                EligibilityDesk.user(context),
                context.options().text(ADDRESS).orElse("").strip());
    }

    private static String shown(String title, Wallets wallets) {
        return wallets.wallets().isEmpty()
                ? title + " none. `/wallet link` links one."
                : Lines.fitting(
                        title,
                        wallets.wallets().stream()
                                .map(wallet -> "- " + Lines.code(wallet.address()) + ", linked "
                                        + Lines.relative(wallet.linkedAt()))
                                .toList());
    }
}
