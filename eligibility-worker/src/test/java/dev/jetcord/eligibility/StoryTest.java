package dev.jetcord.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.eligibility.Answers.RoleCheck;
import dev.jetcord.common.eligibility.Answers.SyncProgress;
import dev.jetcord.common.eligibility.Answers.Verdict;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions;
import dev.jetcord.common.eligibility.RuleDependencies;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.sandbox.world.User;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;

/** What users and administrators see of the worker, on real NATS and PostgreSQL, the sandbox's Discord and its chain. */
class StoryTest extends SharedWorker {
    @Test
    void checksAtOnceAfterALink() throws Exception {
        world.addCoinRule("at once", 1);
        User grace = world.join("grace-link");
        Credentials wallet = TestWallets.create();
        world.setCoins(wallet, 5);
        var challenge = world.challenge(grace, wallet);

        world.ask(
                Operation.WALLET_VERIFY,
                new Questions.WalletVerify(
                        world.nextMessage(),
                        RunningWorker.id(grace),
                        challenge.nonce(),
                        TestWallets.sign(wallet, challenge.message())));

        world.awaitRole(grace, true);
    }

    @Test
    void takesWhatARemovedRuleGrantedButNotWhatADisabledOneDid() throws Exception {
        User linus = world.join("linus-rule");
        world.addRule("members", ALWAYS);
        world.awaitRole(linus, true);

        world.ask(Operation.RULE_DISABLE, world.ruleChange("Members"));
        assertThat(world.check(linus).roles()).extracting(RoleCheck::change).containsExactly(Change.NONE);
        assertThat(world.hasRole(linus)).isTrue();

        world.ask(Operation.RULE_REMOVE, world.ruleChange("members"));
        world.awaitRole(linus, false);
    }

    @Test
    void leavesARoleThatWasGivenByHand() throws Exception {
        User margaret = world.join("margaret-hand");
        world.sandbox.world().changeRole(world.guild, margaret.id(), world.role.id(), true);
        Credentials wallet = world.link(margaret);
        world.setCoins(wallet, 10);
        world.addCoinRule("by hand", 10);
        assertThat(world.check(margaret).roles())
                .extracting(RoleCheck::due, RoleCheck::change)
                .containsExactly(tuple(Verdict.YES, Change.NONE));

        world.setCoins(wallet, 0);

        assertThat(world.check(margaret).roles())
                .extracting(RoleCheck::due, RoleCheck::change)
                .containsExactly(tuple(Verdict.NO, Change.NONE));
        assertThat(world.hasRole(margaret)).isTrue();
    }

    @Test
    void writesWhatRulesDependOnAndTakesItAwayWithTheLastRule() throws Exception {
        KeyValueBucket bucket = new KeyValueBucket(world.nats, Topology.RULES_BUCKET);
        String key = RuleDependencies.key(world.guildId());
        String other = "123456789012345678";

        world.addRule("depends", "{\"type\": \"has_role\", \"role\": \"" + other + "\"}");

        await().atMost(RunningWorker.PATIENCE)
                .untilAsserted(
                        () -> assertThat(RuleDependencies.decode(bucket.get(key).orElseThrow())
                                        .roles())
                                .isEqualTo(Set.of(Snowflake.parse(other))));
        world.ask(Operation.RULE_REMOVE, world.ruleChange("depends"));
        await().atMost(RunningWorker.PATIENCE).until(() -> bucket.get(key).isEmpty());
    }

    @Test
    void checksAWholeGuildAndTellsHowItFares() throws Exception {
        User barbara = world.join("barbara-sync");
        Credentials wallet = world.link(barbara);
        world.setCoins(wallet, 10);
        world.addCoinRule("sync", 10);
        world.awaitRole(barbara, true);
        world.setCoins(wallet, 0);

        world.ask(
                Operation.SYNC_START,
                new Questions.SyncStart(world.nextMessage(), world.guildId(), new Snowflake(1), Optional.empty()));

        world.awaitRole(barbara, false);
        await().atMost(RunningWorker.PATIENCE).untilAsserted(() -> {
            SyncProgress progress = world.ask(Operation.SYNC_STATUS, new Questions.AboutGuild(world.guildId()));
            assertThat(progress.finishedAt()).isPresent();
            assertThat(progress.checked()).isEqualTo(world.guild.members().size());
        });
    }

    @Test
    void explainsARuleWithoutChangingAnything() throws Exception {
        User user = world.join("why");
        world.addCoinRule("why", 10);

        var reasons = world.ask(
                Operation.WHY, new Questions.Why(world.guildId(), RunningWorker.id(user), Optional.of("WHY")));

        assertThat(reasons.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.reason().verdict()).isEqualTo(Verdict.NO);
            assertThat(rule.reason().text()).contains("no wallet is linked");
        });
    }
}
