package dev.jetcord.command.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.command.worker.RunningWorker;
import dev.jetcord.common.eligibility.Answers.Choices;
import dev.jetcord.common.eligibility.Answers.Rule;
import dev.jetcord.common.eligibility.Answers.Rules;
import dev.jetcord.common.eligibility.Answers.SyncProgress;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.RuleAdd;
import dev.jetcord.common.eligibility.Questions.RuleTest;
import dev.jetcord.common.eligibility.Questions.SyncStart;
import dev.jetcord.sandbox.interaction.Interaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What administrators see of the commands about eligibility. */
class AdministratorCommandsTest extends ServedEligibility {
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

    private static SyncProgress progress(Optional<Instant> finished) {
        return new SyncProgress(
                TIME, 1200, Optional.of(100_000L), 3, 1, 2, finished, List.of("the bot's role is below <@&42>"));
    }
}
