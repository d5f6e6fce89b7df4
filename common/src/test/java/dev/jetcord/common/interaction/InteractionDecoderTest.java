package dev.jetcord.common.interaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionDecoderTest {
    private static final String SECRET = "s3cret-token";
    private final InteractionDecoder decoder =
            new InteractionDecoder(JsonMapper.builder().build());

    @Test
    void readsASlashCommandWithASubcommandAndTypedOptions() throws Exception {
        Interaction interaction = decode(2, """
                {"type":1,"name":"role","options":[{"name":"give","type":1,"options":[
                  {"name":"who","type":6,"value":"42"},{"name":"days","type":4,"value":7},
                  {"name":"why","type":3,"value":"kind"},{"name":"loud","type":5,"value":true},
                  {"name":"share","type":10,"value":0.5}]}]}
                """);

        assertThat(interaction.kind()).isEqualTo(InteractionKind.SLASH);
        assertThat(interaction.route()).isEqualTo("role");
        Options options = ((InteractionData.Command) interaction.data()).options();
        assertThat(options.path()).containsExactly("give");
        assertThat(options.id("who")).contains(new Snowflake(42));
        assertThat(options.integer("days")).hasValue(7);
        assertThat(options.text("why")).contains("kind");
        assertThat(options.flag("loud")).contains(true);
        assertThat(options.number("share")).hasValue(0.5);
        assertThat(options.text("days")).isEmpty();
        assertThat(interaction.guild().orElseThrow().permits(Set.of(Permission.BAN_MEMBERS)))
                .isTrue();
        assertThat(interaction.user()).isEqualTo(new Interaction.User(new Snowflake(7), "ada"));
    }

    @Test
    void readsWhatIsBeingTypedWhateverTheOptionsType() throws Exception {
        Interaction interaction = decode(4, """
                {"name":"help","options":[{"name":"page","type":4,"value":"1x","focused":true}]}
                """);

        Options options = ((InteractionData.Autocomplete) interaction.data()).options();
        assertThat(options.focused()).contains("page");
        assertThat(options.text("page")).contains("1x");
    }

    @Test
    void readsTheUserThatACommandWasRunOn() throws Exception {
        Interaction interaction = decode(2, """
                {"type":2,"name":"Show profile","target_id":"42",
                 "resolved":{"users":{"42":{"id":"42","username":"grace"}}}}
                """);

        assertThat(((InteractionData.Command) interaction.data()).target())
                .contains(new Target.OfUser(new Interaction.User(new Snowflake(42), "grace")));
    }

    @Test
    void readsTheMessageThatACommandWasRunOn() throws Exception {
        Interaction interaction = decode(2, """
                {"type":3,"name":"Translate","target_id":"43","resolved":{"messages":{"43":
                  {"id":"43","content":"Guten Tag","author":{"id":"42","username":"grace"}}}}}
                """);

        assertThat(((InteractionData.Command) interaction.data()).target())
                .contains(new Target.OfMessage(
                        new Snowflake(43), new Interaction.User(new Snowflake(42), "grace"), "Guten Tag"));
    }

    @Test
    void routesAComponentByItsCustomIdBeforeTheColon() throws Exception {
        Interaction interaction = decode(3, """
                {"custom_id":"help:2:x","component_type":3,"values":["a","b"]}
                """);

        assertThat(interaction.route()).isEqualTo("help");
        assertThat(((InteractionData.Component) interaction.data()).values()).containsExactly("a", "b");
        assertThat(interaction.message()).contains(new Snowflake(99));
    }

    @Test
    void readsTheFieldsOfAModalInRowsAndInLabels() throws Exception {
        Interaction interaction = decode(5, """
                {"custom_id":"form","components":[
                  {"type":1,"components":[{"type":4,"custom_id":"a","value":"one"}]},
                  {"type":18,"component":{"type":4,"custom_id":"b","value":"two"}}]}
                """);

        assertThat(((InteractionData.Modal) interaction.data()).fields())
                .containsEntry("a", "one")
                .containsEntry("b", "two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 | {"type":1}                                              | data.name
                    2 | {"type":9,"name":"x"}                                   | data.type
                    2 | {"type":2,"name":"x"}                                   | data.target_id
                    2 | {"type":1,"name":"x","options":[{"name":"a","type":99}]} | option
                    2 | {"type":2,"name":"x","target_id":"42"}                  | id
                    4 | {"name":"x","options":[]}                               | focused
                    3 | {}                                                      | data.custom_id
                    8 | {}                                                      | type
                    """)
    void namesTheFieldThatBreaksTheContract(int type, String data, String field) {
        InvalidMessageException invalid = catchThrowableOfType(InvalidMessageException.class, () -> decode(type, data));

        assertThat(invalid.getMessage()).contains(field).doesNotContain(SECRET);
    }

    @Test
    void saysThatABodyIsNotJsonWithoutQuotingIt() {
        InvalidMessageException invalid = catchThrowableOfType(
                InvalidMessageException.class, () -> decoder.decode(("{\"token\":\"" + SECRET).getBytes(UTF_8)));

        assertThat(invalid).hasMessage("interaction: the body is not JSON").hasNoCause();
    }

    @Test
    void masksTheToken() throws Exception {
        assertThat(decode(3, "{\"custom_id\":\"x\"}").toString()).doesNotContain(SECRET);
    }

    private Interaction decode(int type, String data) throws InvalidMessageException {
        return decoder.decode("""
                {"id":"1300000000000000000","application_id":"5","type":%d,"token":"%s","data":%s,"guild_id":"6",
                 "channel_id":"8","member":{"permissions":"8","user":{"id":"7","username":"ada"}},
                 "message":{"id":"99"},"locale":"de"}
                """.formatted(type, SECRET, data).getBytes(UTF_8));
    }
}
