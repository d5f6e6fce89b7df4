package dev.jetcord.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.config.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static final ShardSettings SHARD = new ShardSettings(
            3,
            16,
            new Secret("a.b.c"),
            Intents.of(Intents.Intent.GUILDS, Intents.Intent.GUILD_MEMBERS),
            URI.create("wss://gateway.test"));

    @Test
    void identifiesWithTokenIntentsAndShard() throws Exception {
        JsonNode json = json(Command.identify(SHARD));
        String os = System.getProperty("os.name", "unknown");
        assertThat(json)
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"op\":2,\"d\":{\"token\":\"a.b.c\",\"intents\":3,\"shard\":[3,16],\"properties\":"
                                + "{\"os\":\"" + os + "\",\"browser\":\"jetcord\",\"device\":\"jetcord\"}}}"));
    }

    @Test
    void resumesFromTheAcknowledgedSequence() throws Exception {
        GatewaySession session = new GatewaySession("s", URI.create("wss://resume.test"), 5, 17);
        assertThat(json(Command.resume(SHARD, session)))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"op\":6,\"d\":{\"token\":\"a.b.c\",\"session_id\":\"s\",\"seq\":17}}"));
    }

    @Test
    void beatsWithTheSequenceOrWithNone() {
        assertThat(Command.heartbeat(0).text()).isEqualTo("{\"op\":1,\"d\":null}");
        assertThat(Command.heartbeat(7).text()).isEqualTo("{\"op\":1,\"d\":7}");
    }

    @Test
    void carriesWhatWorkersAskFor() {
        assertThat(Command.updatePresence("{\"afk\":true}").text()).isEqualTo("{\"op\":3,\"d\":{\"afk\":true}}");
        assertThat(Command.requestGuildMembers("{\"limit\":0}").text()).isEqualTo("{\"op\":8,\"d\":{\"limit\":0}}");
    }

    @Test
    void isNeverLargerThanDiscordTakes() {
        String frame = Command.updatePresence("\"\"").text();
        int room = Command.MAX_BYTES - frame.length();
        assertThat(Command.updatePresence('"' + "x".repeat(room) + '"').text()).hasSize(Command.MAX_BYTES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.updatePresence('"' + "x".repeat(room + 1) + '"'))
                .withMessageContaining("4096");
    }

    @Test
    void saysItsOpcodeAndNothingElse() {
        assertThat(Command.identify(SHARD)).hasToString("Command[opcode 2]");
        assertThat(Command.identify(SHARD).opcode()).isEqualTo(2);
    }

    private static JsonNode json(Command command) throws Exception {
        return new ObjectMapper().readTree(command.text());
    }
}
