package dev.jetcord.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.eligibility.Answers.RoleCheck;
import dev.jetcord.common.eligibility.Answers.Verdict;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions;
import dev.jetcord.sandbox.world.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.crypto.Credentials;

/** What happens to a check while it is under way: the directory goes away, a role is deleted, the member leaves, a worker has died. */
class DuringACheckTest extends SharedWorker {
    @Test
    void takesNothingWhileTheDirectoryIsAwayAndGoesOnWhenItIsBack() throws Exception {
        User user = world.join("away");
        Credentials wallet = world.link(user);
        world.setCoins(wallet, 10);
        world.addCoinRule("away", 10);
        world.awaitRole(user, true);
        world.setCoins(wallet, 0);

        world.directory.goAway();
        await().atMost(RunningWorker.PATIENCE).until(() -> {
            // Again: a check that was under way has the member checked later than now when it ends.
            world.makeDue(user);
            return world.checks("directory_away") > 0;
        });
        assertThat(world.hasRole(user)).isTrue();
        assertThat(world.askRefused(
                        Operation.CHECK, new Questions.AboutMember(world.guildId(), RunningWorker.id(user))))
                .contains("list of members is away");
        await().atMost(RunningWorker.PATIENCE)
                .until(() ->
                        world.count("SELECT count(*) FROM schedule WHERE due_at > now() AND user_id = " + user.id())
                                == 1);

        world.directory.recover();

        world.awaitRole(user, false);
    }

    @Test
    void tellsTheAdministratorOfARoleThatDiscordHasNotAnyMoreAndAsksOnce() throws Exception {
        User user = world.join("deleted-role");
        var doomed = world.sandbox.world().createRole(world.guild, "Doomed", 0);
        world.directory.fallBehind(world.guildId(), RunningWorker.id(user));
        world.sandbox.world().removeRole(world.guild, doomed.id());
        world.addRule("doomed", doomed, ALWAYS);

        await().atMost(RunningWorker.PATIENCE)
                .untilAsserted(() -> assertThat(
                                world.ask(Operation.SYNC_STATUS, new Questions.AboutGuild(world.guildId()))
                                        .problems())
                        .anyMatch(problem -> problem.contains("was deleted. Remove its rules")));
        assertThat(world.check(user).roles())
                .extracting(RoleCheck::due, RoleCheck::change)
                .containsExactly(tuple(Verdict.YES, Change.REFUSED));
        assertThat(world.count("SELECT count(*) FROM grants WHERE role_id = " + doomed.id()))
                .isZero();
        assertThat(world.roleChanges("grant", "later")).isZero();
    }

    @Test
    void forgetsWhatItGaveOfARoleThatIsDeletedWithTheRuleThatGaveIt() throws Exception {
        User user = world.join("deleted-later");
        var doomed = world.sandbox.world().createRole(world.guild, "Doomed", 0);
        world.addRule("doomed", doomed, ALWAYS);
        await().atMost(RunningWorker.PATIENCE)
                .until(() ->
                        world.count("SELECT count(*) FROM grants WHERE state = 'granted' AND user_id = " + user.id())
                                == 1);
        world.sandbox.world().removeRole(world.guild, doomed.id());
        assertThat(world.check(user).roles()).extracting(RoleCheck::change).containsExactly(Change.REFUSED);

        world.ask(Operation.RULE_REMOVE, world.ruleChange("doomed"));

        await().atMost(RunningWorker.PATIENCE)
                .until(() -> world.count("SELECT count(*) FROM grants WHERE role_id = " + doomed.id()) == 0);
        assertThat(world.count("SELECT count(*) FROM problems WHERE role_id = " + doomed.id()))
                .isZero();
    }

    @Test
    void forgetsAMemberWhoLeavesBeforeTheRoleIsGiven() throws Exception {
        User user = world.join("leaves");
        Credentials wallet = world.link(user);
        world.setCoins(wallet, 10);
        world.directory.fallBehind(world.guildId(), RunningWorker.id(user));
        world.sandbox.world().removeMember(world.guild, user.id());
        world.addCoinRule("leaves", 10);

        assertThat(world.check(user).roles())
                .extracting(RoleCheck::due, RoleCheck::change)
                .containsExactly(tuple(Verdict.YES, Change.NONE));

        assertThat(world.roleChanges("grant", "gone")).isPositive();
        assertThat(world.count("SELECT count(*) FROM grants WHERE user_id = " + user.id()))
                .isZero();
        assertThat(world.roleChanges("grant", "later")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"granting, 10, true", "removing, 0, false"})
    void finishesWhatAWorkerHasWrittenDownAndNotDone(String state, int coins, boolean holds) throws Exception {
        User user = world.join("half-done");
        Credentials wallet = world.link(user);
        world.setCoins(wallet, coins);
        world.sandbox.world().changeRole(world.guild, user.id(), world.role.id(), !holds);
        world.database.transaction(handle -> handle.execute(
                "INSERT INTO grants (guild_id, user_id, role_id, state, decided_at) VALUES (?, ?, ?, ?, now())",
                world.guild.id(),
                user.id(),
                world.role.id(),
                state));

        world.addCoinRule("half done", 10);

        world.awaitRole(user, holds);
        await().atMost(RunningWorker.PATIENCE)
                .until(() -> world.count("SELECT count(*) FROM grants WHERE state = '" + (holds ? "granted" : "removed")
                                + "' AND user_id = " + user.id())
                        == 1);
    }
}
