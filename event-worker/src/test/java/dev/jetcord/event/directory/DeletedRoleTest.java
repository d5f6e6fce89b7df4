package dev.jetcord.event.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.event.TestDirectory;
import dev.jetcord.event.state.StateEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Discord tells of a role that it was deleted, and of none of its members that they have one less. */
class DeletedRoleTest {
    private static final long GUILD = 5L << 22;
    private static final long ASKED = 100;
    private static final long OTHER = 200;

    private final TestDirectory directory;

    DeletedRoleTest() throws Exception {
        directory = new TestDirectory();
    }

    @BeforeEach
    void threeMembersWithRolesOfWhichARuleAsksForOne() throws Exception {
        directory.rule(GUILD, ASKED);
        directory.feed(TestDirectory.event("GUILD_CREATE", 1, 2, """
                {'id':'%d','name':'Home','owner_id':'7','joined_at':'2020-01-01T00:00:00Z','member_count':3,
                 'roles':[{'id':'%1$d','name':'@everyone'},{'id':'100','name':'Asked'},{'id':'200','name':'Other'}],
                 'members':[%s,%s,%s]}
                """.formatted(
                        GUILD,
                        TestDirectory.member(7, ASKED),
                        TestDirectory.member(8, ASKED, OTHER),
                        TestDirectory.member(9, OTHER))));
        assertThat(directory.caused()).isEmpty();
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void hasThoseCheckedOnceWhoHadARoleThatARuleDependsOn() throws Exception {
        directory.feed(deleted(3, ASKED));
        directory.feed(deleted(3, ASKED));

        assertThat(directory.caused())
                .containsExactly(
                        "check session1:3:check:7 {\"guild_id\":\"20971520\",\"user_id\":\"7\",\"reason\":\"member_roles_changed\",\"roles\":[]}",
                        "check session1:3:check:8 {\"guild_id\":\"20971520\",\"user_id\":\"8\",\"reason\":\"member_roles_changed\",\"roles\":[\"200\"]}");
    }

    @Test
    void hasThemCheckedTooWhenTheRoleIsMissingFromTheNextList() throws Exception {
        directory.feed(TestDirectory.event("GUILD_UPDATE", 1, 3, """
                {'id':'%d','name':'Home','owner_id':'7',
                 'roles':[{'id':'%1$d','name':'@everyone'},{'id':'200','name':'Other'}]}
                """.formatted(GUILD)));

        assertThat(directory.causedNames()).containsExactly("check", "check");
    }

    @Test
    void asksForNothingWhenNoRuleDependsOnTheRole() throws Exception {
        directory.feed(deleted(3, OTHER));

        assertThat(directory.caused()).isEmpty();
    }

    @Test
    void leavesOutWhoHasLeftAndWhomTheRoleWasTakenFrom() throws Exception {
        directory.feed(List.of(
                TestDirectory.event(
                        "GUILD_MEMBER_REMOVE", 1, 3, "{'guild_id':'%d','user':{'id':'7'}}".formatted(GUILD)),
                TestDirectory.event(
                        "GUILD_MEMBER_UPDATE",
                        1,
                        4,
                        "{'guild_id':'%d',".formatted(GUILD)
                                + TestDirectory.member(8, OTHER).substring(1)),
                deleted(5, ASKED)));

        assertThat(directory.caused()).noneMatch(caused -> caused.startsWith("check session1:5"));
    }

    private static Received<StateEvent> deleted(long sequence, long role) throws Exception {
        return TestDirectory.event(
                "GUILD_ROLE_DELETE", 1, sequence, "{'guild_id':'%d','role_id':'%d'}".formatted(GUILD, role));
    }
}
