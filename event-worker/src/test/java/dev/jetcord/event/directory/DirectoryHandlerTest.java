package dev.jetcord.event.directory;

import static dev.jetcord.event.TestDirectory.event;
import static dev.jetcord.event.TestDirectory.member;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.directory.DirectoryMember;
import dev.jetcord.common.directory.DirectoryRole;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import dev.jetcord.event.TestDirectory;
import dev.jetcord.event.question.DirectoryReader;
import dev.jetcord.event.state.StateEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What events make of the directory and what they cause, in a real PostgreSQL database. */
class DirectoryHandlerTest {
    private static final long GUILD = 5L << 22;
    private static final String LONG_AGO = "2020-01-01T00:00:00+00:00";
    private static final String LATER = "2027-01-01T00:00:00+00:00";

    private final TestDirectory directory;

    DirectoryHandlerTest() throws Exception {
        directory = new TestDirectory();
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void knowsAGuildItsRolesAndItsMembers() throws Exception {
        directory.feed(ready(1, GUILD), appeared(1, 2, LONG_AGO, 2, member(7, 100L), member(8)));

        DirectoryGuild guild = guild().orElseThrow();
        assertThat(guild.name()).isEqualTo("Home");
        assertThat(guild.ownerId()).isEqualTo(new Snowflake(7));
        assertThat(guild.roles())
                .containsExactly(
                        new DirectoryRole(new Snowflake(GUILD), "@everyone", 0, false, "5"),
                        new DirectoryRole(new Snowflake(100), "Holder", 3, true, "0"));
        assertThat(guild.membersComplete()).isTrue();
        assertThat(guild.memberCount()).isEqualTo(2);
        assertThat(guild.bot()).map(DirectoryMember::userId).contains(new Snowflake(8));
        assertThat(roles()).isEqualTo(Map.of(7L, List.of(100L), 8L, List.of()));
    }

    @Test
    void aGuildThatComesWithASessionIsNotJoinedAndOneThatComesLaterIs() throws Exception {
        directory.feed(ready(1, GUILD), appeared(1, 2, LONG_AGO, 1, member(7)));
        assertThat(directory.caused()).isEmpty();

        directory.feed(event("GUILD_DELETE", 1, 3, "{'id':'%d'}".formatted(GUILD)));
        directory.feed(appeared(1, 4, LATER, 1, member(7)));

        assertThat(directory.caused())
                .containsExactly(
                        "guild_left session1:3:guild_left:20971520 {\"guild_id\":\"20971520\"}",
                        "guild_joined session1:4:guild_joined {\"guild_id\":\"20971520\",\"name\":\"Home\"}");
    }

    @Test
    void anOutageIsNoLeave() throws Exception {
        directory.feed(ready(1, GUILD), appeared(1, 2, LONG_AGO, 1, member(7)));

        directory.feed(event("GUILD_DELETE", 1, 3, "{'id':'%d','unavailable':true}".formatted(GUILD)));
        assertThat(guild()).map(DirectoryGuild::available).contains(false);
        assertThat(roles()).containsOnlyKeys(7L);

        directory.feed(appeared(1, 4, LONG_AGO, 1, member(7)));
        assertThat(guild()).map(DirectoryGuild::available).contains(true);
        assertThat(directory.caused()).isEmpty();
    }

    @Test
    void aGuildMissingFromASessionsListWasLeftWhileNobodyLooked() throws Exception {
        long other = 6L << 22;
        directory.feed(ready(1, GUILD, other), appeared(1, 2, LONG_AGO, 1, member(7)));

        directory.feed(ready(2, other));

        assertThat(guild()).isEmpty();
        assertThat(roles()).isEmpty();
        assertThat(directory.caused())
                .containsExactly("guild_left session2:1:guild_left:20971520 {\"guild_id\":\"20971520\"}");
        // What was still under way of the earlier session is of no account, of a guild that was never seen too.
        directory.feed(appeared(1, 3, LONG_AGO, 1, member(7)));
        assertThat(guild()).isEmpty();
        directory.feed(event("GUILD_CREATE", 1, 4, guildBody(7L << 22, LONG_AGO, 1, member(7))));
        Optional<DirectoryGuild> late = read(reader -> reader.guild(new Snowflake(7L << 22)));
        assertThat(late).isEmpty();
    }

    @Test
    void newsOfMembersAndChecksOfThoseWhomRulesConcern() throws Exception {
        directory.rule(GUILD, 100L);
        directory.feed(ready(1, GUILD), appeared(1, 2, LONG_AGO, 2, member(7), member(8)));

        directory.feed(List.of(
                event("GUILD_MEMBER_ADD", 1, 3, of(member(9))),
                event("GUILD_MEMBER_UPDATE", 1, 4, of(member(7, 100L))),
                event("GUILD_MEMBER_UPDATE", 1, 5, of(member(8, 200L))),
                event("GUILD_MEMBER_REMOVE", 1, 6, "{'guild_id':'%d','user':{'id':'9'}}".formatted(GUILD))));

        assertThat(directory.caused())
                .containsExactly(
                        "member_joined session1:3:member_joined:9 {\"guild_id\":\"20971520\",\"user_id\":\"9\",\"roles\":[],\"joined_at\":\"2026-01-01T00:00:00Z\",\"bot\":false}",
                        "check session1:3:check:9 {\"guild_id\":\"20971520\",\"user_id\":\"9\",\"reason\":\"member_joined\",\"roles\":[]}",
                        "member_roles_changed session1:4:member_roles_changed:7 {\"guild_id\":\"20971520\",\"user_id\":\"7\",\"added\":[\"100\"],\"removed\":[],\"roles\":[\"100\"]}",
                        "check session1:4:check:7 {\"guild_id\":\"20971520\",\"user_id\":\"7\",\"reason\":\"member_roles_changed\",\"roles\":[\"100\"]}",
                        "member_roles_changed session1:5:member_roles_changed:8 {\"guild_id\":\"20971520\",\"user_id\":\"8\",\"added\":[\"200\"],\"removed\":[],\"roles\":[\"200\"]}",
                        "member_left session1:6:member_left:9 {\"guild_id\":\"20971520\",\"user_id\":\"9\"}");
    }

    @Test
    void whatComesTwiceOrTooLateChangesAndCausesNothing() throws Exception {
        directory.feed(ready(1, GUILD), appeared(1, 2, LONG_AGO, 1, member(7)));
        Received<StateEvent> added = event("GUILD_MEMBER_ADD", 1, 3, of(member(9)));
        Received<StateEvent> removed =
                event("GUILD_MEMBER_REMOVE", 1, 5, "{'guild_id':'%d','user':{'id':'9'}}".formatted(GUILD));

        directory.feed(added);
        directory.feed(removed);
        directory.feed(added);
        directory.feed(removed);
        directory.feed(event("GUILD_MEMBER_UPDATE", 1, 4, of(member(9, 100L))));

        assertThat(roles()).containsOnlyKeys(7L);
        assertThat(directory.causedNames()).containsExactly("member_joined", "member_left");
    }

    @Test
    void aRoleThatIsDeletedIsNobodysAnyMore() throws Exception {
        directory.feed(ready(1, GUILD), appeared(1, 2, LONG_AGO, 1, member(7, 100L)));

        directory.feed(event("GUILD_ROLE_DELETE", 1, 3, "{'guild_id':'%d','role_id':'100'}".formatted(GUILD)));

        assertThat(guild().orElseThrow().roles())
                .extracting(DirectoryRole::name)
                .containsExactly("@everyone");
        assertThat(roles()).isEqualTo(Map.of(7L, List.of()));
        directory.feed(event("GUILD_MEMBER_UPDATE", 1, 4, of(member(7))));
        assertThat(directory.caused()).isEmpty();
    }

    @Test
    void anEarlierRoleDoesNotComeBackByALateEvent() throws Exception {
        directory.feed(ready(1, GUILD), appeared(1, 5, LONG_AGO, 1, member(7)));

        directory.feed(event("GUILD_ROLE_CREATE", 1, 4, role(300, "Gone")));
        directory.feed(event("GUILD_ROLE_CREATE", 1, 6, role(301, "New")));
        directory.feed(event("GUILD_ROLE_UPDATE", 1, 7, role(301, "Newer")));

        assertThat(guild().orElseThrow().roles())
                .extracting(DirectoryRole::name)
                .containsExactlyInAnyOrder("@everyone", "Holder", "Newer");
    }

    @Test
    void membersAreCompleteOnceEveryChunkOfOurRequestHasCome() throws Exception {
        directory.feed(ready(1, GUILD), appeared(1, 2, LONG_AGO, 9, member(7), member(8)));
        assertThat(guild()).map(DirectoryGuild::membersComplete).contains(false);
        request("ours");

        directory.feed(chunk(1, 5, "theirs", 0, 1, member(10)));
        directory.feed(chunk(1, 4, "ours", 1, 2, member(9)));
        directory.feed(chunk(1, 4, "ours", 1, 2, member(9)));
        assertThat(guild()).map(DirectoryGuild::membersComplete).contains(false);
        directory.feed(chunk(1, 3, "ours", 0, 2, member(7, 100L)));

        assertThat(guild()).map(DirectoryGuild::membersComplete).contains(true);
        assertThat(roles()).isEqualTo(Map.of(7L, List.of(100L), 9L, List.of(), 10L, List.of()));
        assertThat(directory.causedNames()).containsExactly("member_roles_changed", "member_left");
    }

    @Test
    void whoCameAndWentWhileASessionWasLostIsFoundByTheNextList() throws Exception {
        directory.rule(GUILD);
        directory.feed(ready(1, GUILD), appeared(1, 2, LONG_AGO, 2, member(7), member(8)));
        directory.feed(TestDirectory.received(lost(1, 3), "{}".getBytes(UTF_8)));
        assertThat(guild()).map(DirectoryGuild::membersComplete).contains(false);

        directory.feed(ready(2, GUILD), appeared(2, 2, LONG_AGO, 2, member(7)));
        request("ours");
        directory.feed(chunk(2, 3, "ours", 0, 1, member(7), member(9)));

        assertThat(guild()).map(DirectoryGuild::membersComplete).contains(true);
        assertThat(directory.causedNames()).containsExactly("member_joined", "check", "member_left");
        assertThat(directory.caused().get(1)).contains("\"reason\":\"reconcile\"");
    }

    private void request(String nonce) throws Exception {
        directory
                .database()
                .<Integer, RuntimeException>transaction(handle -> handle.createUpdate(
                                "UPDATE guild SET request_nonce = :nonce, requested_at = now(), request_chunks = '{}'")
                        .bind("nonce", nonce)
                        .execute());
    }

    private static EventEnvelope lost(long epoch, long sequence) {
        return new EventEnvelope(
                "session1:lost",
                "/shards/0/1",
                "dev.jetcord.session_lost.v1",
                TestDirectory.START,
                Optional.empty(),
                Optional.of("session1"),
                new Version(epoch, sequence),
                Optional.empty());
    }

    private Optional<DirectoryGuild> guild() throws Exception {
        return read(reader -> reader.guild(new Snowflake(GUILD)));
    }

    private Map<Long, List<Long>> roles() throws Exception {
        return TestDirectory.rolesByUser(read(reader -> reader.members(new Snowflake(GUILD), Optional.empty(), 1000))
                .members());
    }

    private <T> T read(Function<DirectoryReader, T> question) throws Exception {
        return directory
                .database()
                .<T, RuntimeException>transaction(handle -> question.apply(new DirectoryReader(handle)));
    }

    private static Received<StateEvent> ready(long epoch, Long... guilds) throws Exception {
        String list = String.join(
                ",",
                Arrays.stream(guilds)
                        .map(id -> "{'id':'%d','unavailable':true}".formatted(id))
                        .toList());
        return event("READY", epoch, 1, "{'v':10,'user':{'id':'8','bot':true},'guilds':[%s]}".formatted(list));
    }

    private static Received<StateEvent> appeared(
            long epoch, long sequence, String joinedAt, int count, String... members) throws Exception {
        return event("GUILD_CREATE", epoch, sequence, guildBody(GUILD, joinedAt, count, members));
    }

    private static String guildBody(long guild, String joinedAt, int count, String... members) {
        return """
                {'id':'%1$d','name':'Home','owner_id':'7','joined_at':'%2$s','member_count':%3$d,'channels':[{'id':'1'}],
                 'roles':[{'id':'%1$d','name':'@everyone','position':0,'managed':false,'permissions':'5','tags':{'x':1}},
                          {'id':'100','name':'Holder','position':3,'managed':true,'permissions':'0'}],
                 'members':[%4$s]}
                """.formatted(guild, joinedAt, count, String.join(",", members));
    }

    private static Received<StateEvent> chunk(
            long epoch, long sequence, String nonce, int index, int count, String... members) throws Exception {
        return event("GUILD_MEMBERS_CHUNK", epoch, sequence, """
                {'guild_id':'%d','nonce':'%s','chunk_index':%d,'chunk_count':%d,'members':[%s]}
                """.formatted(
                        GUILD, nonce, index, count, String.join(",", members)));
    }

    private static String role(long id, String name) {
        return """
                {'guild_id':'%d','role':{'id':'%d','name':'%s','position':1,'managed':false,'permissions':'0'}}
                """.formatted(GUILD, id, name);
    }

    private static String of(String member) {
        return "{'guild_id':'%d',".formatted(GUILD) + member.substring(1);
    }
}
