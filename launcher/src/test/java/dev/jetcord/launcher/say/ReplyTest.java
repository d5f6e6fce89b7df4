package dev.jetcord.launcher.say;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ReplyTest {
    @Test
    void showsAnAnswer() throws JsonProcessingException {
        var reply = reply("{\"state\":\"answered\",\"messages\":[{\"content\":\"Pong!\\n3 ms\"}]}");

        assertThat(reply.answered()).isTrue();
        assertThat(reply.lines()).containsExactly("Pong!", "3 ms");
    }

    @Test
    void saysThatOnlyTheUserSeesIt() throws JsonProcessingException {
        var reply = reply("{\"state\":\"answered\",\"messages\":[{\"content\":\"Hush\",\"ephemeral\":true}]}");

        assertThat(reply.lines()).containsExactly("Hush", "(only you can see this)");
    }

    @Test
    void showsButtonsByTheirLabels() throws JsonProcessingException {
        var reply = reply("""
                {"state": "answered", "messages": [{"content": "Sure?", "components": [{"type": 1, "components": [
                    {"type": 2, "label": "Yes", "custom_id": "y"}, {"type": 2, "label": "No", "custom_id": "n"}]}]}]}""");

        assertThat(reply.lines()).containsExactly("Sure?", "[Yes]", "[No]");
    }

    @Test
    void thinkingIsNoAnswer() throws JsonProcessingException {
        var reply = reply("{\"state\":\"thinking\",\"messages\":[]}");

        assertThat(reply.answered()).isFalse();
        assertThat(reply.lines()).containsExactly("The application is still thinking.");
    }

    @Test
    void leavesOutWhatWasDeleted() throws JsonProcessingException {
        var reply = reply(
                "{\"state\":\"answered\",\"messages\":[{\"content\":\"old\",\"deleted\":true},{\"content\":\"new\"}]}");

        assertThat(reply.lines()).containsExactly("new");
    }

    private static Reply reply(String json) throws JsonProcessingException {
        return new Reply(new ObjectMapper().readTree(json));
    }
}
