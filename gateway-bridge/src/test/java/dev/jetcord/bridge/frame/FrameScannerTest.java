package dev.jetcord.bridge.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
    private final FrameScanner scanner = new FrameScanner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"grüße \\u00e4 \\\"x\\\" 🦀 \\n\",\"guild_id\":\"7\"}",
                "{ \"b\" : [ {\"d\":{\"op\":3}} , null, 1e9 ],\n\t\"a\":{}  }",
                "[1, 2 , {\"x\":[]}]",
                "null",
                "12345",
                "\"te}xt\""
            })
    void theBodyIsByteForByteWhatCame(String body) throws Exception {
        for (String frame : new String[] {
            "{\"t\":\"X\",\"s\":5,\"op\":0,\"d\":" + body + "}",
            "{\"d\":" + body + ",\"op\":0,\"s\":5,\"t\":\"X\"}",
            " { \"d\" :  " + body + " , \"new\":{\"d\":1}, \"op\" : 0 , \"s\" : 5 , \"t\" : \"X\" } "
        }) {
            Frame.Dispatch dispatch = (Frame.Dispatch) scan(frame);
            assertThat(new String(dispatch.body().bytes(), UTF_8)).isEqualTo(body);
            assertThat(dispatch.sequence()).isEqualTo(5);
        }
    }

    @Test
    void onlyTheTopLevelOfThePayloadRoutes() throws Exception {
        Routing routing = dispatch("MESSAGE_CREATE", "{\"x\":{\"guild_id\":\"1\"},\"author\":{\"id\":\"9\"}}")
                .routing();
        assertThat(routing.guild()).isEmpty();
        assertThat(routing.user()).contains(new Snowflake(9));
    }

    @Test
    void aGuildEventsGuildIsThePayloadItself() throws Exception {
        assertThat(dispatch("GUILD_CREATE", "{\"id\":\"4\"}").routing().guild()).contains(new Snowflake(4));
        assertThat(dispatch("MESSAGE_CREATE", "{\"id\":\"4\"}").routing().guild())
                .isEmpty();
    }

    @Test
    void anInteractionIsRoutedByItsKindAndName() throws Exception {
        assertThat(interaction("{\"id\":\"8\",\"type\":2,\"data\":{\"id\":\"1\",\"type\":1,\"name\":\"ping\"}}"))
                .contains(new InteractionRoute(new Snowflake(8), InteractionKind.SLASH, "ping"));
        assertThat(interaction("{\"id\":\"8\",\"type\":3,\"data\":{\"custom_id\":\"page:2\"}}"))
                .contains(new InteractionRoute(new Snowflake(8), InteractionKind.COMPONENT, "page"));
        assertThat(interaction("{\"id\":\"8\",\"type\":99,\"data\":{\"name\":\"x\"}}"))
                .isEmpty();
    }

    @Test
    void controlFramesAreRead() throws Exception {
        assertThat(scan("{\"op\":10,\"d\":{\"heartbeat_interval\":41250}}"))
                .isEqualTo(new Frame.Hello(Duration.ofMillis(41_250)));
        assertThat(scan("{\"op\":9,\"d\":true}")).isEqualTo(new Frame.InvalidSession(true));
        assertThat(scan("{\"op\":9,\"d\":false}")).isEqualTo(new Frame.InvalidSession(false));
        assertThat(scan("{\"op\":77}")).isEqualTo(new Frame.Unknown(77));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"op\":0,\"d\":{\"secret\":tru",
                "{\"d\":{}}",
                "{\"op\":0,\"s\":1,\"d\":{}}",
                "{\"op\":0,\"s\":1,\"t\":\"READY\",\"d\":{}}",
                "{\"op\":0,\"s\":1,\"t\":\"X\",\"d\":{}} {}"
            })
    void whatDiscordDoesNotDocumentIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> scan(text))
                .isInstanceOf(UndecodableFrameException.class)
                .message()
                .doesNotContain("secret");
    }

    private Optional<InteractionRoute> interaction(String body) throws Exception {
        return dispatch("INTERACTION_CREATE", body).routing().interaction();
    }

    private Frame.Dispatch dispatch(String event, String body) throws Exception {
        return (Frame.Dispatch) scan("{\"op\":0,\"s\":1,\"d\":" + body + ",\"t\":\"" + event + "\"}");
    }

    private Frame scan(String text) throws UndecodableFrameException {
        byte[] bytes = text.getBytes(UTF_8);
        return scanner.scan(bytes, bytes.length);
    }
}
