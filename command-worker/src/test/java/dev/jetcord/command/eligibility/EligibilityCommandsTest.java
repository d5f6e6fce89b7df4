package dev.jetcord.command.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.command.worker.RunningWorker;
import dev.jetcord.common.eligibility.Answers;
import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.eligibility.Answers.Checked;
import dev.jetcord.common.eligibility.Answers.Choices;
import dev.jetcord.common.eligibility.Answers.Reason;
import dev.jetcord.common.eligibility.Answers.RoleCheck;
import dev.jetcord.common.eligibility.Answers.Rule;
import dev.jetcord.common.eligibility.Answers.RuleReason;
import dev.jetcord.common.eligibility.Answers.Rules;
import dev.jetcord.common.eligibility.Answers.SyncProgress;
import dev.jetcord.common.eligibility.Answers.Verdict;
import dev.jetcord.common.eligibility.Answers.Wallet;
import dev.jetcord.common.eligibility.Answers.Wallets;
import dev.jetcord.common.eligibility.EligibilityReply;
import dev.jetcord.common.eligibility.EligibilityReply.Answered;
import dev.jetcord.common.eligibility.EligibilityReply.Refused;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.RuleAdd;
import dev.jetcord.common.eligibility.Questions.RuleTest;
import dev.jetcord.common.eligibility.Questions.SyncStart;
import dev.jetcord.common.eligibility.Questions.WalletChange;
import dev.jetcord.common.eligibility.Questions.WalletVerify;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The commands as users see them, with an eligibility worker that answers what a test has it say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EligibilityCommandsTest {
    private static final String ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");
    private static final Snowflake ROLE = new Snowflake(42);

    private RunningWorker worker;
    private RequestListener eligibility;

    @BeforeAll
    void start() throws Exception {
        worker = RunningWorker.with(nats -> EligibilityCommands.create(new Requests(nats)));
    }

    @AfterAll
    void stop() {
        worker.close();
    }

    @BeforeEach
    void listen() {
        eligibility = new RequestListener(worker.nats());
    }

    @AfterEach
    void leave() {
        eligibility.close();
        worker.stream().change(body -> body);
    }

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
    void addsARuleOfAKindAndSaysWhatBecameOfIt() throws Exception {
        serve(Operation.CHAIN_COMPLETE, new Choices(List.of("base", "mainnet")));
        AtomicReference<RuleAdd> asked = serve(
                Operation.RULE_ADD, new Rule("holders", ROLE, true, "{}", "at least 1.5", Optional.of("Mind it")));

        assertThat(suggestions("/rule add name:holders role:Crew chain:b")).containsExactly("base", "mainnet");
        Interaction adding = worker.type(
                "/rule add name:holders role:Crew" + " kind:erc20_balance chain:base minimum:1.5 contract:" + ADDRESS);

        assertThat(worker.text(adding)).startsWith("Added. `holders` gives <@&42> for at least 1.5. Mind it\n");
        assertThat(asked.get().expression())
                .isEqualTo("{\"type\":\"erc20_balance\",\"chain\":\"base\",\"contract\":\"" + ADDRESS
                        + "\",\"minimum_tokens\":\"1.5\"}");
        assertThat(asked.get().messageId()).isEqualTo(RunningWorker.id(adding));
        assertThat(asked.get().roleId()).isNotEqualTo(asked.get().guildId());
        assertThat(worker.text(worker.type("/rule add name:x kind:has_role role:Crew")))
                .isEqualTo("This kind of rule needs `has_role` as well.");
    }

    @Test
    void changesAndTestsARuleByItsName() throws Exception {
        serve(Operation.CHAIN_COMPLETE, new Choices(List.of()));
        AtomicReference<RuleTest> tested = serve(Operation.RULE_TEST, reasons());
        Rule rule = new Rule("holders", ROLE, false, "{}", "at least 1.5", Optional.empty());
        serve(Operation.RULE_DISABLE, rule);
        serve(Operation.RULE_ENABLE, rule);
        serve(Operation.RULE_REMOVE, rule);

        assertThat(worker.text(worker.type("/rule test name:holders user:grace")))
                .startsWith("**`holders`**");
        assertThat(tested.get().name()).isEqualTo("holders");
        assertThat(worker.text(worker.type("/rule disable name:holders")))
                .isEqualTo("Disabled. `holders` gives <@&42> for at least 1.5 (disabled)");
        assertThat(worker.text(worker.type("/rule enable name:holders"))).startsWith("Enabled. ");
        assertThat(worker.text(worker.type("/rule remove name:holders"))).startsWith("Removed. ");
    }

    @Test
    void listsAsManyRulesAsAMessageHolds() throws Exception {
        serve(
                Operation.RULE_LIST,
                new Rules(IntStream.range(0, 100)
                        .mapToObj(i -> new Rule("rule `" + i, ROLE, true, "{}", "x".repeat(50), Optional.empty()))
                        .toList()));

        String text = worker.text(worker.type("/rule list"));

        assertThat(text)
                .startsWith("The rules:\n- `rule '0` gives <@&42> for xx")
                .hasSizeLessThan(2000);
        assertThat(text.lines().toList().getLast()).matches("… and \\d+ more");
    }

    @Test
    void letsOnlyThoseAdministerWhoMayManageRoles() throws Exception {
        serve(Operation.RULE_LIST, new Rules(List.of()));
        AtomicReference<SyncStart> synced = serve(Operation.SYNC_START, progress(Optional.empty()));
        worker.stream().change(body -> {
            ObjectNode changed = body.deepCopy();
            changed.withObject("member").put("permissions", "2048");
            return changed;
        });

        for (String command : List.of("/rule list", "/eligibility sync", "/eligibility status")) {
            assertThat(worker.text(worker.type(command))).isEqualTo("You may not do that here: it takes Manage Roles.");
        }
        assertThat(synced.get()).isNull();
    }

    @Test
    void beginsASyncWithTheRightToShowItsProgress() throws Exception {
        AtomicReference<SyncStart> asked = serve(Operation.SYNC_START, progress(Optional.empty()));
        serve(Operation.SYNC_STATUS, progress(Optional.of(TIME)));

        Interaction syncing = worker.type("/eligibility sync");

        assertThat(worker.text(syncing))
                .isEqualTo(
                        "Running, since <t:%d:R>: 1,200 of 100,000 members checked, 3 roles given, 1 taken away; of 2 members something could not be told, and they are checked again.\n- the bot's role is below <@&42>"
                                .formatted(TIME.getEpochSecond()));
        assertThat(asked.get().interactionToken()).contains(syncing.origin().token());
        assertThat(worker.text(worker.type("/eligibility status"))).startsWith("Finished <t:");
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

    private List<String> suggestions(String typed) throws Exception {
        Interaction typing =
                worker.sandbox().act(Json.object().put("type", "autocomplete").put("text", typed));
        return worker.answer(typing)
                .path("choices")
                .valueStream()
                .map(choice -> choice.path("value").asText())
                .collect(Collectors.toList());
    }

    private <Q extends Record, A extends Record> AtomicReference<Q> serve(Operation<Q, A> operation, A answer) {
        return reply(operation, new Answered<>(answer));
    }

    private <Q extends Record, A extends Record> void refuse(Operation<Q, A> operation, String text) {
        reply(operation, new Refused<>(text));
    }

    private <Q extends Record, A extends Record> AtomicReference<Q> reply(
            Operation<Q, A> operation, EligibilityReply<A> reply) {
        AtomicReference<Q> asked = new AtomicReference<>();
        eligibility.serveAsOne(operation.subject(), "test", body -> {
            try {
                asked.set(operation.decode(body));
                return reply.encode();
            } catch (InvalidMessageException invalid) {
                throw new IllegalArgumentException(invalid);
            }
        });
        return asked;
    }

    private static Wallets wallets(String address) {
        return new Wallets(List.of(new Wallet(address, TIME)));
    }

    private static SyncProgress progress(Optional<Instant> finished) {
        return new SyncProgress(
                TIME, 1200, Optional.of(100_000L), 3, 1, 2, finished, List.of("the bot's role is below <@&42>"));
    }

    private static Answers.Reasons reasons() {
        return new Answers.Reasons(List.of(new RuleReason(
                "holders",
                ROLE,
                false,
                new Reason(
                        Verdict.NO,
                        "all of these",
                        List.of(
                                new Reason(Verdict.YES, "an account of at least 30 days (99 days)", List.of()),
                                new Reason(Verdict.UNKNOWN, "at least 1.5 of a token (nobody answers)", List.of()))))));
    }
}
