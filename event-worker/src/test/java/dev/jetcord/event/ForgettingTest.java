package dev.jetcord.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.deadletter.DeadLetter;
import dev.jetcord.common.messaging.deadletter.DeadLetterBox;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.event.forget.Forgetting;
import dev.jetcord.testing.TestPublisher;
import dev.jetcord.testkit.ProvisionedNats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is removed and when, from a real PostgreSQL database and a real stream of dead letters. */
class ForgettingTest {
    private static final long GUILD = 1L << 22;
    private static final Duration AFTER = Duration.ofHours(24);

    private final ProvisionedNats nats = ProvisionedNats.start();
    private final TestDirectory directory;
    private Instant now = TestDirectory.START;

    ForgettingTest() throws Exception {
        directory = new TestDirectory();
    }

    @BeforeEach
    void aGuildWithTwoMembers() throws Exception {
        directory.feed(TestDirectory.event(
                "GUILD_CREATE", 1, 2, """
                {'id':'%d','name':'Home','owner_id':'7','joined_at':'2020-01-01T00:00:00Z','member_count':2,
                 'roles':[{'id':'%1$d','name':'@everyone'}],'members':[%s,%s]}
                """.formatted(GUILD, TestDirectory.member(7), TestDirectory.member(8))));
        try (TestPublisher publisher = new TestPublisher(nats.server())) {
            publisher.publish("deadletters.EVENTS.event-worker", Map.of("ce-subject", Long.toString(GUILD)), "{}");
            publisher.publish("deadletters.COMMANDS.command-worker", Map.of(), "{\"user\":{\"id\":\"8\"}}");
            publisher.publish("deadletters.COMMANDS.command-worker", Map.of(), "{\"user\":{\"id\":\"88\"}}");
        }
    }

    @AfterEach
    void close() {
        directory.close();
        nats.close();
    }

    @Test
    void aGuildThatRemovedTheBotIsForgottenAfterTheStatedTime() throws Exception {
        directory.feed(TestDirectory.event("GUILD_DELETE", 1, 3, "{'id':'%d'}".formatted(GUILD)));
        Instant left = TestDirectory.START.plusSeconds(1003);

        now = left.plus(AFTER).minusSeconds(1);
        forgetting().round();
        assertThat(count("member")).isEqualTo(2);
        assertThat(letters()).hasSize(3);

        now = left.plus(AFTER).plusSeconds(1);
        forgetting().round();
        assertThat(count("member")).isZero();
        assertThat(count("role")).isZero();
        assertThat(letters()).hasSize(2);
        assertThat(count("guild WHERE name = '' AND owner_id = 0")).isEqualTo(1);

        now = left.plus(Duration.ofDays(16));
        forgetting().round();
        assertThat(count("guild")).isZero();
    }

    @Test
    void aGuildThatTheBotCameBackToKeepsWhatIsNew() throws Exception {
        directory.feed(TestDirectory.event("GUILD_DELETE", 1, 3, "{'id':'%d'}".formatted(GUILD)));
        directory.feed(TestDirectory.event("GUILD_CREATE", 1, 4, """
                {'id':'%d','name':'Home','owner_id':'7','joined_at':'2027-01-01T00:00:00Z','member_count':1,
                 'roles':[],'members':[%s]}
                """.formatted(GUILD, TestDirectory.member(7))));

        now = now.plus(Duration.ofDays(20));
        forgetting().round();

        assertThat(count("member WHERE user_id = 7")).isEqualTo(1);
        assertThat(count("member WHERE user_id = 8")).isZero();
        assertThat(count("guild WHERE name = 'Home'")).isEqualTo(1);
        assertThat(letters()).hasSize(3);
    }

    @Test
    void aUserWhoAsksIsForgottenAtOnceAndNotKeptAgainByWhatIsUnderWay() throws Exception {
        directory
                .database()
                .<Object, RuntimeException>transaction(handle -> Forgetting.forget(new Snowflake(8), handle));
        assertThat(count("member WHERE user_id = 8")).isZero();

        directory.feed(TestDirectory.event(
                "GUILD_MEMBER_UPDATE",
                1,
                5,
                "{'guild_id':'%d',".formatted(GUILD) + TestDirectory.member(8).substring(1)));
        forgetting().round();

        assertThat(count("member")).isEqualTo(1);
        assertThat(letters()).extracting(DeadLetter::body).containsExactly("{}", "{\"user\":{\"id\":\"88\"}}");
    }

    private Forgetting forgetting() throws Exception {
        return new Forgetting(
                directory.database(), new DeadLetterBox(nats.connection(), InstantSource.system()), AFTER, () -> now);
    }

    private List<DeadLetter> letters() throws Exception {
        return new DeadLetterBox(nats.connection(), InstantSource.system()).list();
    }

    private long count(String from) throws Exception {
        return directory
                .database()
                .<Long, RuntimeException>transaction(handle -> handle.createQuery("SELECT count(*) FROM " + from)
                        .mapTo(Long.class)
                        .one());
    }
}
