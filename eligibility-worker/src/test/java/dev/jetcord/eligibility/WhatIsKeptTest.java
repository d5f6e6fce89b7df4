package dev.jetcord.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions;
import dev.jetcord.common.eligibility.RuleDependencies;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.grant.GrantStore;
import dev.jetcord.eligibility.sync.Syncs;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Role;
import dev.jetcord.sandbox.world.User;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;

/** What is removed, and when: a user who asks, and a guild that removed the bot. */
class WhatIsKeptTest extends SharedWorker {
    @Test
    void forgetsAUserWhoAsksAndTakesWhatDependedOnTheWallet() throws Exception {
        User user = world.join("privacy");
        Credentials wallet = world.link(user);
        world.challenge(user, TestWallets.create());
        world.setCoins(wallet, 10);
        world.addCoinRule("privacy", 10);
        world.awaitRole(user, true);
        assertThat(linesAbout(user)).isPositive();
        long lines = world.count("SELECT count(*) FROM audit");
        var request = new Questions.PrivacyDelete(world.nextMessage(), RunningWorker.id(user));

        assertThat(world.ask(Operation.PRIVACY_DELETE, request).wallets()).isEqualTo(1);
        assertThat(world.ask(Operation.PRIVACY_DELETE, request).wallets()).isEqualTo(1);

        world.awaitRole(user, false);
        await().atMost(RunningWorker.PATIENCE).until(() -> rows("grants", user, "AND state = 'removed'") == 1);
        assertThat(rows("wallets", user, "")).isZero();
        assertThat(rows("nonces", user, "")).isZero();
        assertThat(rows("processed", user, "AND message_id <> '" + request.messageId() + "'"))
                .isZero();
        // Of what was done before, every line stays and tells of nobody; what followed is written as of a new number.
        assertThat(world.count("SELECT count(*) FROM audit")).isGreaterThan(lines);
        assertThat(linesAbout(user)).isZero();
        assertThat(world.audited(user)).containsOnly("ROLE_REMOVED");

        world.database.transaction(handle -> {
            handle.execute("UPDATE grants SET decided_at = now() - interval '25 hours' WHERE state = 'removed'");
            GrantStore.expire(handle);
            return true;
        });
        assertThat(rows("grants", user, "")).isZero();
    }

    @Test
    void forgetsAGuildThirtyDaysAfterASyncHasFoundTheBotGone() throws Exception {
        Guild guild = world.sandbox.world().createGuild(OptionalLong.empty(), "Leaving", List.of());
        Role role = world.sandbox.world().createRole(guild, "Holder", 0);
        Snowflake id = new Snowflake(guild.id());
        world.ask(
                Operation.RULE_ADD,
                new Questions.RuleAdd(
                        world.nextMessage(), id, new Snowflake(1), "always", new Snowflake(role.id()), ALWAYS));
        await().atMost(RunningWorker.PATIENCE).until(() -> of(guild, "syncs", "AND finished_at IS NOT NULL") == 1);
        KeyValueBucket bucket = new KeyValueBucket(world.nats, Topology.RULES_BUCKET);
        await().atMost(RunningWorker.PATIENCE)
                .until(() -> bucket.get(RuleDependencies.key(id)).isPresent());

        world.sandbox.world().removeGuild(guild.id());
        world.database.transaction(
                handle -> handle.execute("UPDATE guilds SET next_sync_at = now() WHERE guild_id = " + guild.id()));
        await().atMost(RunningWorker.PATIENCE).until(() -> of(guild, "guilds", "AND gone_since IS NOT NULL") == 1);

        expireAfter("29 days", guild);
        assertThat(of(guild, "rules", "")).isEqualTo(1);
        expireAfter("31 days", guild);

        for (String table : List.of("rules", "grants", "schedule", "syncs", "problems")) {
            assertThat(of(guild, table, "")).as(table).isZero();
        }
        await().atMost(RunningWorker.PATIENCE)
                .until(() -> bucket.get(RuleDependencies.key(id)).isEmpty());
    }

    private void expireAfter(String time, Guild guild) throws Exception {
        world.database.transaction(handle -> {
            handle.execute(
                    "UPDATE guilds SET gone_since = now() - interval '" + time + "' WHERE guild_id = " + guild.id());
            Syncs.expire(handle);
            return true;
        });
    }

    /** Lines of what the user did that the trail can resolve. */
    private long linesAbout(User user) throws Exception {
        return world.count("SELECT count(*) FROM audit JOIN subjects USING (subject)"
                + " WHERE action IN ('WALLET_LINKED', 'ROLE_GRANTED') AND user_id = " + user.id());
    }

    private long rows(String table, User user, String more) throws Exception {
        return world.count("SELECT count(*) FROM " + table + " WHERE user_id = " + user.id() + " " + more);
    }

    private long of(Guild guild, String table, String more) throws Exception {
        return world.count("SELECT count(*) FROM " + table + " WHERE guild_id = " + guild.id() + " " + more);
    }
}
