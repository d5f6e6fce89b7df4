package dev.jetcord.event.state;

import static dev.jetcord.event.TestDirectory.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.event.state.StateEvent.GuildAppeared;
import dev.jetcord.event.state.StateEvent.GuildLeft;
import dev.jetcord.event.state.StateEvent.GuildUnavailable;
import dev.jetcord.event.state.StateEvent.MemberChanged;
import dev.jetcord.event.state.StateEvent.Other;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateEventDecoderTest {
    @Test
    void takesWhatIsNeededAndSkipsTheRest() throws Exception {
        StateEvent decoded = decode("GUILD_CREATE", """
                {'threads':[{'id':'9','name':'no guild'}],'id':'5','name':'Home','owner_id':'7','member_count':2,
                 'joined_at':'2026-01-01T00:00:00.5+00:00','afk_channel_id':null,
                 'roles':[{'id':'8','name':'Holder','position':2,'managed':true,'permissions':'18446744073709551615',
                           'colors':{'name':'x'}}],
                 'members':[{'user':{'id':'7','username':'x','bot':true,'clan':{'id':'1'}},'roles':['9','8','9'],
                             'avatar':'x','joined_at':null}]}
                """);

        assertThat(decoded)
                .isEqualTo(new GuildAppeared(
                        5,
                        "Home",
                        7,
                        Optional.of(Instant.parse("2026-01-01T00:00:00.5Z")),
                        2,
                        List.of(new RoleFacts(8, "Holder", 2, true, "18446744073709551615")),
                        List.of(new MemberFacts(7, List.of(8L, 9L), Optional.empty(), true))));
        assertThat(((GuildAppeared) decoded).complete()).isFalse();
    }

    @Test
    void tellsAnOutageFromALeave() throws Exception {
        assertThat(decode("GUILD_DELETE", "{'id':'5'}")).isEqualTo(new GuildLeft(5));
        assertThat(decode("GUILD_DELETE", "{'id':'5','unavailable':false}")).isEqualTo(new GuildLeft(5));
        assertThat(decode("GUILD_DELETE", "{'id':'5','unavailable':true}")).isEqualTo(new GuildUnavailable(5));
        assertThat(decode("GUILD_CREATE", "{'id':'5','unavailable':true}")).isEqualTo(new GuildUnavailable(5));
    }

    @Test
    void aMemberWithoutRolesHasNone() throws Exception {
        assertThat(decode("GUILD_MEMBER_UPDATE", "{'guild_id':'5','user':{'id':'7'},'roles':[]}"))
                .isEqualTo(new MemberChanged(5, new MemberFacts(7, List.of(), Optional.empty(), false)));
    }

    @Test
    void hasNoUseForOtherEvents() throws Exception {
        assertThat(decode("CHANNEL_CREATE", "[1,2")).isEqualTo(new Other());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GUILD_CREATE | {'id':'5','name':'Secret','owner_id':'7'} | roles is missing",
                "GUILD_CREATE | {'id':'Secret','roles':[]} | an id is expected in id",
                "GUILD_CREATE | {'id':'5','roles':{'Secret':1}} | a list is expected in roles",
                "GUILD_CREATE | {'id':'5','roles':['Secret']} | an object is expected",
                "GUILD_CREATE | {'id':'5','roles':[],'joined_at':'Secret'} | a time is expected in joined_at",
                "GUILD_MEMBER_ADD | {'guild_id':'5','roles':[]} | user.id is missing",
                "GUILD_MEMBER_REMOVE | {'user':{'id':'5'}} | guild_id is missing",
                "GUILD_MEMBERS_CHUNK | {'guild_id':'5','chunk_count':'Secret'} | a number is expected in chunk_count",
                "GUILD_ROLE_CREATE | {'guild_id':'5'} | role is missing",
                "GUILD_DELETE | Secret | no JSON",
                "GUILD_DELETE | [] | an object is expected",
            })
    void namesTheFieldThatIsWrongAndShowsNoValue(String name, String body, String problem) {
        assertThatThrownBy(() -> decode(name, body))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("Secret");
    }

    private static StateEvent decode(String name, String body) throws Exception {
        return event(name, 1, 1, body).payload();
    }
}
