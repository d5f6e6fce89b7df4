package dev.jetcord.command.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.command.worker.RunningWorker;
import dev.jetcord.common.eligibility.Answers;
import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.eligibility.Answers.Checked;
import dev.jetcord.common.eligibility.Answers.Choices;
import dev.jetcord.common.eligibility.Answers.RoleCheck;
import dev.jetcord.common.eligibility.Answers.Verdict;
import dev.jetcord.common.eligibility.Answers.Wallet;
import dev.jetcord.common.eligibility.Answers.Wallets;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.WalletChange;
import dev.jetcord.common.eligibility.Questions.WalletVerify;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What members see of the commands about eligibility. */
class MemberCommandsTest extends ServedEligibility {
    @Test
    void linksAWalletByATextAButtonAndAForm() throws Exception {
        AtomicReference<WalletChange> asked =
                serve(Operation.WALLET_LINK, new Answers.Challenge("example.org wants you to sign in", "abc123", TIME));
        AtomicReference<WalletVerify> verified = serve(Operation.WALLET_VERIFY, wallets(ADDRESS));

        Interaction linking = worker.type("/wallet link address:" + ADDRESS);
        JsonNode invitation = worker.message(linking);
        Interaction pressed = worker.use(linking, "wallet-sign:abc123");
        JsonNode form = worker.answer(pressed).path("modal");
        ObjectNode submit = Json.object().put("type", "modal").put("interaction", RunningWorker.id(pressed));
        submit.putObject("values").put("signature", " 0xsigned ");
        Interaction submitted = worker.sandbox().act(submit);
        JsonNode linked = worker.message(submitted);

        assertThat(invitation.path("content").asText()).contains("```\nexample.org wants you to sign in\n```");
        assertThat(invitation.path("ephemeral").asBoolean()).isTrue();
        assertThat(asked.get().address()).isEqualTo(ADDRESS);
        assertThat(asked.get().messageId()).isEqualTo(RunningWorker.id(linking));
        assertThat(form.path("title").asText()).isEqualTo("Link a wallet");
        assertThat(verified.get())
                .isEqualTo(new WalletVerify(
                        RunningWorker.id(submitted), asked.get().userId(), "abc123", "0xsigned"));
        assertThat(linked.path("content").asText())
                .startsWith("Linked. Your roles are being checked now. Your wallets:\n- `" + ADDRESS + "`");
        assertThat(linked.path("ephemeral").asBoolean()).isTrue();
    }

    @Test
    void listsAndUnlinksWalletsAndSuggestsThoseThatAreLinked() throws Exception {
        serve(Operation.WALLET_LIST, wallets(ADDRESS));
        serve(Operation.WALLET_UNLINK, new Wallets(List.of()));

        assertThat(worker.text(worker.type("/wallet list")))
                .isEqualTo("Your wallets:\n- `" + ADDRESS + "`, linked <t:" + TIME.getEpochSecond() + ":R>");
        assertThat(suggestions("/wallet unlink address:0x5AAE")).containsExactly(ADDRESS);
        assertThat(suggestions("/wallet unlink address:0x6")).isEmpty();
        assertThat(worker.text(worker.type("/wallet unlink address:" + ADDRESS)))
                .isEqualTo("Unlinked. Your roles are being checked now. Your wallets: none."
                        + " `/wallet link` links one.");
    }

    @Test
    void saysARefusalInTheWordsOfTheWorker() throws Exception {
        refuse(Operation.WALLET_LINK, "That is no address: it is 0x and 40 digits.");

        JsonNode message = worker.message(worker.type("/wallet link address:0x12"));

        assertThat(message.path("content").asText()).isEqualTo("That is no address: it is 0x and 40 digits.");
        assertThat(message.path("ephemeral").asBoolean()).isTrue();
    }

    @Test
    void saysWithinThreeSecondsThatTheWorkerIsAway() throws Exception {
        for (String command : List.of("/wallet list", "/eligibility check", "/rule list", "/privacy delete")) {
            assertThat(secondsToSeeThatItIsAway(command)).isLessThan(1);
        }
        assertThat(suggestions("/eligibility why rule:a")).isEmpty();
    }

    @Test
    void saysWithinThreeSecondsThatTheWorkerHangs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        for (Operation<?, ?> operation : List.of(Operation.WALLET_LIST, Operation.CHAIN_COMPLETE, Operation.CHECK)) {
            eligibility.serve(operation.subject(), body -> {
                try {
                    end.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            });
        }

        assertThat(secondsToSeeThatItIsAway("/wallet list")).isLessThan(3);
        assertThat(secondsToSeeThatItIsAway("/eligibility check")).isLessThan(3);
        end.countDown();
    }

    @Test
    void showsWhatACheckChanged() throws Exception {
        serve(Operation.CHAIN_COMPLETE, new Choices(List.of()));
        serve(
                Operation.CHECK,
                new Checked(List.of(
                        new RoleCheck(ROLE, Verdict.YES, Change.GRANTED, Optional.empty()),
                        new RoleCheck(ROLE, Verdict.NO, Change.REMOVED, Optional.empty()),
                        new RoleCheck(ROLE, Verdict.UNKNOWN, Change.NONE, Optional.of("the chain is silent")),
                        new RoleCheck(ROLE, Verdict.YES, Change.REFUSED, Optional.of("my own role is too low")))));

        assertThat(worker.text(worker.type("/eligibility check"))).isEqualTo("""
                Checked:
                ✅ <@&42>: given now
                ❌ <@&42>: taken away now
                ❔ <@&42>: cannot be told right now; it stays as it is. the chain is silent
                ✅ <@&42>: Discord did not let me change it. my own role is too low""");
    }

    @Test
    void saysWhyInATree() throws Exception {
        serve(Operation.CHAIN_COMPLETE, new Choices(List.of()));
        serve(Operation.RULE_COMPLETE, new Choices(List.of("holders", "whales")));
        serve(Operation.WHY, reasons());

        assertThat(suggestions("/eligibility why rule:h")).containsExactly("holders", "whales");
        assertThat(worker.text(worker.type("/eligibility why rule:holders"))).isEqualTo("""
                **`holders`** gives <@&42> (disabled)
                - ❌ all of these
                  - ✅ an account of at least 30 days (99 days)
                  - ❔ at least 1.5 of a token (nobody answers)""");
    }

    @Test
    void forgetsAUser() throws Exception {
        serve(Operation.PRIVACY_DELETE, new Answers.Forgotten(1));

        assertThat(worker.text(worker.type("/privacy delete"))).startsWith("You are being forgotten, and one wallet");
    }

    private double secondsToSeeThatItIsAway(String command) throws Exception {
        Instant typed = Instant.now();
        JsonNode message = worker.message(worker.type(command));
        Duration time = Duration.between(typed, Instant.now());
        assertThat(message.path("content").asText()).isEqualTo(EligibilityDesk.AWAY);
        assertThat(message.path("ephemeral").asBoolean()).isTrue();
        return time.toMillis() / 1000.0;
    }

    private static Wallets wallets(String address) {
        return new Wallets(List.of(new Wallet(address, TIME)));
    }
}
