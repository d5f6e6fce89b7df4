package dev.jetcord.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.eligibility.Answers.Challenge;
import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.eligibility.Answers.RoleCheck;
import dev.jetcord.common.eligibility.EligibilityClient;
import dev.jetcord.common.eligibility.EligibilityReply;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions;
import dev.jetcord.common.eligibility.Questions.WalletVerify;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Role;
import dev.jetcord.sandbox.world.User;
import dev.jetcord.sandbox.world.World;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;

/** What users, administrators, Discord and the database can do to the worker. */
class BadInputTest extends SharedWorker {
    @ParameterizedTest
    @CsvSource({
        "0x1234, 0x and 40 hexadecimal digits",
        "hello, 0x and 40 hexadecimal digits",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD, is not that of an address",
        "'', 0x and 40 hexadecimal digits"
    })
    void refusesWhatIsNoAddress(String address, String says) throws Exception {
        assertThat(world.askRefused(
                        Operation.WALLET_LINK,
                        new Questions.WalletChange(world.nextMessage(), new Snowflake(9), address)))
                .contains(says);
    }

    @Test
    void refusesASignatureThatIsDamagedOrOfAnotherKeyAndTakesTheRightOneAfterwards() throws Exception {
        User user = world.join("signatures");
        Credentials wallet = TestWallets.create();
        Challenge challenge = world.challenge(user, wallet);
        String right = TestWallets.sign(wallet, challenge.message());

        assertThat(verifyRefused(user, challenge, "0x12")).contains("not a signature");
        assertThat(verifyRefused(user, challenge, "0x" + "f".repeat(130))).contains("damaged");
        assertThat(verifyRefused(user, challenge, "0x" + "0".repeat(130))).contains("damaged");
        assertThat(verifyRefused(user, challenge, TestWallets.sign(TestWallets.create(), challenge.message())))
                .contains("is not of " + Keys.toChecksumAddress(wallet.getAddress()));
        assertThat(verifyRefused(user, challenge, TestWallets.sign(wallet, challenge.message() + " ")))
                .contains("is not of");

        assertThat(world.ask(Operation.WALLET_VERIFY, verify(user, challenge, right))
                        .wallets())
                .hasSize(1);
    }

    @Test
    void usesANonceOnceAndForItsUserOnly() throws Exception {
        User owner = world.join("owner");
        User thief = world.join("thief");
        Credentials wallet = TestWallets.create();
        Challenge challenge = world.challenge(owner, wallet);
        String signature = TestWallets.sign(wallet, challenge.message());

        assertThat(verifyRefused(thief, challenge, signature)).contains("not made for you");
        world.ask(Operation.WALLET_VERIFY, verify(owner, challenge, signature));

        assertThat(verifyRefused(owner, challenge, signature)).contains("used already");
    }

    @Test
    void answersTheSameRequestAsBeforeAndChangesNothingTwice() throws Exception {
        User user = world.join("twice");
        Credentials wallet = TestWallets.create();
        Challenge challenge = world.challenge(user, wallet);
        WalletVerify request = verify(user, challenge, TestWallets.sign(wallet, challenge.message()));

        var first = world.ask(Operation.WALLET_VERIFY, request);

        assertThat(world.ask(Operation.WALLET_VERIFY, request)).isEqualTo(first);
        assertThat(world.count("SELECT count(*) FROM audit JOIN subjects USING (subject) WHERE action = 'WALLET_LINKED'"
                        + " AND user_id = " + user.id()))
                .isEqualTo(1);
    }

    @Test
    void refusesATextThatHasExpired() throws Exception {
        User user = world.join("late");
        Credentials wallet = TestWallets.create();
        Challenge challenge = world.challenge(user, wallet);
        String old = challenge.message().replaceAll("(Issued At: |Expiration Time: )2", "$11");
        world.database.transaction(
                handle -> handle.createUpdate("UPDATE nonces SET message = :old WHERE nonce = :nonce")
                        .bind("old", old)
                        .bind("nonce", challenge.nonce())
                        .execute());

        assertThat(verifyRefused(user, challenge, TestWallets.sign(wallet, old)))
                .contains("has expired");
    }

    @Test
    void leavesAWalletToTheUserWhoLinkedItUntilThatUserLetsItGo() throws Exception {
        User first = world.join("first");
        User second = world.join("second");
        Credentials wallet = world.link(first);

        assertThat(world.askRefused(
                        Operation.WALLET_LINK,
                        new Questions.WalletChange(world.nextMessage(), RunningWorker.id(second), wallet.getAddress())))
                .contains("linked to another Discord user");
        world.ask(
                Operation.WALLET_UNLINK,
                new Questions.WalletChange(world.nextMessage(), RunningWorker.id(first), wallet.getAddress()));

        assertThat(world.challenge(second, wallet).message()).contains(Long.toString(second.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"native_balance\", \"chain\": \"sandbox\", \"minimum\": \"-1\"}",
                "{\"type\": \"native_balance\", \"chain\": \"nowhere\", \"minimum\": \"1\"}",
                "{\"type\": \"erc20_balance\", \"chain\": \"sandbox\", \"minimum\": \"1\","
                        + " \"contract\": \"0x0000000000000000000000000000000000000001\"}",
                "not json",
                "{}"
            })
    void refusesARuleThatCannotBe(String expression) throws Exception {
        assertThat(addRefused("bad", world.roleId(), expression)).isNotBlank();
        assertThat(world.ask(Operation.RULE_LIST, new Questions.AboutGuild(world.guildId()))
                        .rules())
                .isEmpty();
    }

    @Test
    void refusesARoleThatNobodyCanGive() throws Exception {
        long managed = world.guild.roles().stream()
                .filter(Role::managed)
                .findFirst()
                .orElseThrow()
                .id();

        assertThat(addRefused("everyone", world.guildId(), ALWAYS)).contains("@everyone");
        assertThat(addRefused("managed", new Snowflake(managed), ALWAYS)).contains("integration");
        assertThat(addRefused("none", new Snowflake(5), ALWAYS)).contains("no such role");
    }

    @Test
    void tellsTheAdministratorOfARoleAboveTheBotsAndNeverAsksDiscord() throws Exception {
        User user = world.join("above");
        Role above = world.sandbox.world().createRole(world.guild, "Above", 0, World.BOT_ROLE_POSITION + 1);
        var rule = world.ask(
                Operation.RULE_ADD,
                new Questions.RuleAdd(
                        world.nextMessage(),
                        world.guildId(),
                        new Snowflake(1),
                        "above",
                        new Snowflake(above.id()),
                        ALWAYS));
        assertThat(rule.note().orElseThrow()).contains("not below the bot's own");

        assertThat(world.check(user).roles())
                .extracting(RoleCheck::roleId, RoleCheck::change)
                .contains(tuple(new Snowflake(above.id()), Change.REFUSED));

        await().atMost(RunningWorker.PATIENCE)
                .untilAsserted(() -> assertThat(
                                world.ask(Operation.SYNC_STATUS, new Questions.AboutGuild(world.guildId()))
                                        .problems())
                        .anyMatch(problem -> problem.contains("not below the bot's own")));
        assertThat(world.meters.counter("jetcord.discord.invalid.responses").count())
                .isZero();
    }

    @Test
    void asksDiscordOnceWhenItForbidsARoleThatTheDirectoryAllows() throws Exception {
        User one = world.join("forbidden-one");
        User two = world.join("forbidden-two");
        world.sandbox.setFaults(Faults.read(Json.object()
                .put("rest_status", 403)
                .put("rest_status_count", 1)
                .put("rest_path", "/roles/")));
        world.addRule("forbidden", ALWAYS);
        await().atMost(RunningWorker.PATIENCE)
                .until(() -> world.count("SELECT count(*) FROM problems WHERE refused_until > now()") == 1);

        assertThat(world.check(one).roles()).extracting(RoleCheck::change).containsExactly(Change.REFUSED);
        assertThat(world.check(two).roles()).extracting(RoleCheck::change).containsExactly(Change.REFUSED);

        world.database.transaction(handle -> handle.execute("UPDATE problems SET refused_until = now()"));
        assertThat(world.check(one).roles()).extracting(RoleCheck::change).containsExactly(Change.GRANTED);
        assertThat(world.count("SELECT count(*) FROM problems WHERE role_id = " + world.role.id()))
                .isZero();
    }

    @Test
    void forgetsWhatItGaveAMemberWhoLeft() throws Exception {
        User user = world.join("leaver");
        world.setCoins(world.link(user), 10);
        world.addCoinRule("leaver", 10);
        world.awaitRole(user, true);
        world.sandbox.world().removeMember(world.guild, user.id());

        assertThat(world.askRefused(
                        Operation.CHECK, new Questions.AboutMember(world.guildId(), RunningWorker.id(user))))
                .contains("not a member");
        world.makeDue(user);

        await().atMost(RunningWorker.PATIENCE)
                .until(() -> world.count("SELECT count(*) FROM grants WHERE user_id = " + user.id()) == 0);
    }

    @Test
    void keepsTheAuditTrailAsItWasWritten() {
        for (String change : Set.of("UPDATE audit SET detail = 'x'", "DELETE FROM audit", "TRUNCATE audit")) {
            assertThatThrownBy(() -> world.database.transaction(
                            handle -> handle.execute("INSERT INTO audit (action) VALUES ('TEST'); " + change)))
                    .hasStackTraceContaining("the audit trail is append-only");
        }
    }

    @Test
    void goesOnWhenTheDatabaseHasRestarted() throws Exception {
        User user = world.join("restart");
        Credentials wallet = world.link(user);
        world.setCoins(wallet, 10);
        world.addCoinRule("restart", 10);
        world.awaitRole(user, true);
        world.setCoins(wallet, 0);

        world.postgres.stop();
        world.postgres.restart();

        // What is asked on a connection that has died is not answered.
        EligibilityClient impatient = new EligibilityClient(new Requests(world.nats), Duration.ofSeconds(1));
        var question = new Questions.AboutMember(world.guildId(), RunningWorker.id(user));
        await().atMost(RunningWorker.PATIENCE)
                .ignoreExceptions()
                .until(() -> impatient.ask(Operation.CHECK, question) instanceof EligibilityReply.Answered);
        world.awaitRole(user, false);
    }

    private String verifyRefused(User user, Challenge challenge, String signature) throws Exception {
        return world.askRefused(Operation.WALLET_VERIFY, verify(user, challenge, signature));
    }

    private WalletVerify verify(User user, Challenge challenge, String signature) {
        return new WalletVerify(world.nextMessage(), RunningWorker.id(user), challenge.nonce(), signature);
    }

    private String addRefused(String name, Snowflake role, String expression) throws Exception {
        return world.askRefused(
                Operation.RULE_ADD,
                new Questions.RuleAdd(world.nextMessage(), world.guildId(), new Snowflake(1), name, role, expression));
    }
}
