package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A user types a command and the bot answers, over real sockets. */
class InteractionTest extends BotTest {

    @Test
    void tellsTheBotWhoTypedWhatWhere() throws Exception {
        discord.type("/ping");

        JsonNode interaction = received();

        assertThat(interaction.path("type").asInt()).isEqualTo(2);
        assertThat(interaction.path("data").path("name").asText()).isEqualTo("ping");
        assertThat(interaction.path("member").path("user").path("username").asText())
                .isEqualTo("ada");
        assertThat(interaction.path("application_id").asText()).isEqualTo(Json.id(discord.applicationId()));
        for (String field : List.of(
                "id",
                "token",
                "version",
                "guild",
                "guild_id",
                "guild_locale",
                "channel",
                "channel_id",
                "locale",
                "app_permissions",
                "entitlements",
                "authorizing_integration_owners",
                "context",
                "attachment_size_limit")) {
            assertThat(interaction.has(field)).as(field).isTrue();
        }
    }

    @Test
    void showsTheAnswerToTheUser() throws Exception {
        Interaction interaction = discord.type("/ping");

        RestClient.Answer answer = rest.callback(received(), HELLO);

        assertThat(answer.status()).isEqualTo(204);
        ObjectNode view = discord.await(interaction, Duration.ofSeconds(5));
        assertThat(view.path("state").asText()).isEqualTo("answered");
        assertThat(view.path("messages").path(0).path("content").asText()).isEqualTo("hello");
        assertThat(view.path("ephemeral").asBoolean(true)).isFalse();
    }

    @Test
    void returnsTheMessageWhenAskedTo() throws Exception {
        discord.type("/ping");

        JsonNode received = received();
        RestClient.Answer answer = rest.call("POST", RestClient.callbackPath(received) + "?with_response=true", HELLO);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()
                        .path("resource")
                        .path("message")
                        .path("content")
                        .asText())
                .isEqualTo("hello");
    }

    @Test
    void editsTheDeferralWithTheFirstFollowupAndKeepsItsEphemeralState() throws Exception {
        Interaction interaction = discord.type("/ping");
        JsonNode received = received();
        rest.callback(received, "{\"type\":5,\"data\":{\"flags\":64}}");
        assertThat(seen(interaction).path("state").asText()).isEqualTo("thinking");

        rest.call("POST", rest.webhook(received), "{\"content\":\"first\"}");
        rest.call("POST", rest.webhook(received), "{\"content\":\"second\"}");

        JsonNode messages = seen(interaction).path("messages");
        assertThat(messages).hasSize(2);
        assertThat(messages.path(0).path("content").asText()).isEqualTo("first");
        assertThat(messages.path(0).path("ephemeral").asBoolean()).isTrue();
        assertThat(messages.path(1).path("ephemeral").asBoolean()).isFalse();
    }

    @Test
    void letsAPublicDeferralBeReplacedByAnEphemeralFollowup() throws Exception {
        Interaction interaction = discord.type("/ping");
        JsonNode received = received();
        rest.callback(received, DEFER);

        assertThat(rest.call("DELETE", rest.webhook(received) + "/messages/@original", "")
                        .status())
                .isEqualTo(204);
        rest.call("POST", rest.webhook(received), "{\"content\":\"sorry\",\"flags\":64}");

        ObjectNode view = seen(interaction);
        assertThat(view.path("state").asText()).isEqualTo("answered");
        assertThat(view.path("ephemeral").asBoolean()).isTrue();
        assertThat(view.path("messages").path(0).path("deleted").asBoolean()).isTrue();
        assertThat(rest.call("GET", rest.webhook(received) + "/messages/@original", "")
                        .code())
                .isEqualTo(10008);
    }

    @Test
    void typesOptionsAsAClientDoes() throws Exception {
        rest.call("PUT", rest.commands(), """
                [{"name":"echo","description":"e","options":[
                  {"type":3,"name":"text","description":"t","required":true},
                  {"type":4,"name":"times","description":"t","max_value":5},
                  {"type":6,"name":"who","description":"w"}]}]""");

        discord.type("/echo text:\"hello: world\" times:3 who:@grace");

        JsonNode data = received().path("data");
        assertThat(data.at("/options/0/value").asText()).isEqualTo("hello: world");
        assertThat(data.at("/options/1/value").asInt()).isEqualTo(3);
        assertThat(data.at("/resolved/users").findValue("username").asText()).isEqualTo("grace");
        assertThatThrownBy(() -> discord.type("/echo times:3")).hasMessageContaining("'text' is required");
        assertThatThrownBy(() -> discord.type("/echo text:a times:6")).hasMessageContaining("from");
        assertThatThrownBy(() -> discord.type("/echo text:a times:x")).hasMessageContaining("whole number");
    }

    @Test
    void showsAHundredCallbacksInFlightTogether() throws Exception {
        discord.setFaults(Faults.latency(Duration.ofSeconds(60)));
        List<CompletableFuture<RestClient.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            discord.type("/ping");
            answers.add(rest.callAsync("POST", RestClient.callbackPath(received()), HELLO));
        }
        await().untilAsserted(() ->
                assertThat(discord.statistics().callbacksInFlight()).isEqualTo(100));

        // Requests that are held up go on when the faults are replaced.
        discord.setFaults(Faults.NONE);

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(204));
        assertThat(discord.statistics().callbacksInFlightMax()).isEqualTo(100);
    }
}
