package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.interaction.Interaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages with files. */
class MultipartTest extends BotTest {

    private static final String BOUNDARY = "multipart/form-data; boundary=xyz";

    private JsonNode received;
    private Interaction interaction;

    @BeforeEach
    void type() throws Exception {
        interaction = discord.type("/ping");
        received = received();
    }

    private static String part(String disposition, String content) {
        return "--xyz\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n".formatted(disposition, content);
    }

    private static String body(String... parts) {
        return String.join("", parts) + "--xyz--\r\n";
    }

    private JsonNode attachments(int message) {
        return interaction
                .toView(clock.instant())
                .path("messages")
                .path(message)
                .path("attachments");
    }

    @Test
    void takesTheMessageFromPayloadJsonAndDescribesItsFiles() throws Exception {
        String first = body(
                part(
                        "name=\"payload_json\"",
                        "{\"type\":4,\"data\":{\"attachments\":[{\"id\":0,\"description\":\"what it is\"}]}}"),
                part("name=\"files[0]\"; filename=\"a.txt\"", "hello"));

        assertThat(rest.call("POST", RestClient.callbackPath(received), BOUNDARY, first)
                        .status())
                .isEqualTo(204);
        JsonNode message = rest.call(
                        "POST",
                        rest.webhook(received),
                        BOUNDARY,
                        body(
                                part("name=\"payload_json\"", "{\"content\":\"two\"}"),
                                part("name=\"files[1]\"; filename=\"b.txt\"", "b"),
                                part("name=\"files[2]\"; filename=\"c.txt\"", "c")))
                .body();

        assertThat(attachments(0)).hasSize(1);
        assertThat(attachments(0).at("/0/description").asText()).isEqualTo("what it is");
        assertThat(attachments(0).at("/0/size").asInt()).isEqualTo(5);
        assertThat(message.path("attachments").findValuesAsText("filename")).containsExactly("b.txt", "c.txt");
    }

    @Test
    void keepsTheAttachmentsThatAnEditNames() throws Exception {
        rest.callback(received, "{\"type\":4,\"data\":{\"content\":\"x\"}}");
        String original = rest.webhook(received) + "/messages/@original";
        JsonNode two = rest.call(
                        "PATCH",
                        original,
                        BOUNDARY,
                        body(
                                part("name=\"files[0]\"; filename=\"a\"", "a"),
                                part("name=\"files[1]\"; filename=\"b\"", "b")))
                .body();
        String second = two.at("/attachments/1/id").asText();

        rest.call("PATCH", original, "{\"attachments\":[{\"id\":\"" + second + "\"},{\"id\":\"77\"}]}");

        assertThat(attachments(0).findValuesAsText("filename")).containsExactly("b");
    }

    @Test
    void refusesWhatIsTooLargeOrCannotBeRead() throws Exception {
        String path = RestClient.callbackPath(received);
        String large = body(part("name=\"files[0]\"; filename=\"a\"", "x".repeat(DiscordLimits.ATTACHMENT_BYTES + 1)));

        RestClient.Answer tooLarge = rest.call("POST", path, BOUNDARY, large);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.code()).isEqualTo(40005);
        assertThat(rest.call("POST", path, "multipart/form-data", body()).code())
                .isEqualTo(50035);
        assertThat(rest.call("POST", path, BOUNDARY, "no parts").code()).isEqualTo(50035);
        assertThat(rest.call("POST", path, BOUNDARY, body(part("name=\"payload_json\"", "{")))
                        .code())
                .isEqualTo(50109);
        assertThat(rest.call("POST", path, "text/plain", "hello").code()).isEqualTo(50035);
    }
}
