package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user acts and the bot answers, over real sockets. */
class InteractionTest {

    private static final String HELLO = "{\"type\":4,\"data\":{\"content\":\"hello\"}}";
    private static final String DEFER = "{\"type\":5}";

    private final TestClock clock = new TestClock();
    private SandboxDiscord discord;
    private RestClient rest;
    private GatewayClient bot;

    @BeforeEach
    void start() throws IOException {
        discord = SandboxDiscord.start(SandboxSettings.forTests().withClock(clock));
        rest = new RestClient(discord);
        bot = GatewayClient.plain(discord);
        bot.identify(discord.token(), 1, 0, 1).event("READY");
        rest.registerPing();
    }

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
    }

    private JsonNode received() {
        return bot.event("INTERACTION_CREATE").path("d");
    }

    private ObjectNode seen(Interaction interaction) {
        return interaction.toView(clock.instant());
    }

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
    void refusesASecondFirstResponse() throws Exception {
        Interaction interaction = discord.type("/ping");
        JsonNode received = received();
        rest.callback(received, DEFER);

        RestClient.Answer second = rest.callback(received, HELLO);

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo(40060);
        assertThat(seen(interaction).path("rejected").path(0).path("code").asInt())
                .isEqualTo(40060);
        assertThat(seen(interaction).path("state").asText()).isEqualTo("thinking");
    }

    @Test
    void isOverAfterThreeSecondsWithoutAResponse() throws Exception {
        Interaction interaction = discord.type("/ping");
        clock.advance(DiscordLimits.FIRST_RESPONSE.plusMillis(1));

        RestClient.Answer late = rest.callback(received(), HELLO);

        assertThat(late.code()).isEqualTo(10062);
        assertThat(seen(interaction).path("state").asText()).isEqualTo("failed");
        assertThat(seen(interaction).path("error").asText()).isEqualTo("The application did not respond");
    }

    @Test
    void endsTheTokenAfterFifteenMinutes() throws Exception {
        Interaction interaction = discord.type("/ping");
        JsonNode received = received();
        rest.callback(received, DEFER);
        clock.advance(DiscordLimits.INTERACTION_TOKEN_LIFE.plusMillis(1));

        RestClient.Answer late =
                rest.call("PATCH", rest.webhook(received) + "/messages/@original", "{\"content\":\"x\"}");

        assertThat(late.status()).isEqualTo(401);
        assertThat(late.code()).isEqualTo(50027);
        assertThat(seen(interaction).path("state").asText()).isEqualTo("failed");
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
    void knowsNoWebhookBeforeTheFirstResponse() throws Exception {
        discord.type("/ping");

        assertThat(rest.call("POST", rest.webhook(received()), "{\"content\":\"x\"}")
                        .code())
                .isEqualTo(10015);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":8,\"data\":{\"choices\":[]}} | 50035",
                "{\"type\":6} | 50035",
                "{\"type\":5,\"data\":{\"flags\":4}} | 50035",
                "{\"type\":4} | 50035",
                "{\"type\":4,\"data\":{}} | 50006",
                "{} | 50035",
                "{ | 50109",
            })
    void refusesABodyThatDiscordWouldRefuse(String body, int code) throws Exception {
        Interaction interaction = discord.type("/ping");

        assertThat(rest.callback(received(), body).code()).isEqualTo(code);
        assertThat(seen(interaction).path("state").asText()).isEqualTo("sent");
    }

    @Test
    void refusesContentOverTheLimitAndNamesTheField() throws Exception {
        discord.type("/ping");
        String body = "{\"type\":4,\"data\":{\"content\":\"" + "x".repeat(2001) + "\"}}";

        RestClient.Answer answer = rest.callback(received(), body);

        assertThat(answer.code()).isEqualTo(50035);
        assertThat(answer.body().at("/errors/data/content/_errors/0/code").asText())
                .isEqualTo("BASE_TYPE_MAX_LENGTH");
    }

    @Test
    void updatesTheMessageWhoseButtonWasPressed() throws Exception {
        Interaction first = discord.type("/ping");
        rest.callback(received(), """
                {"type":4,"data":{"content":"press","components":[{"type":1,"components":[
                  {"type":2,"style":1,"label":"Go","custom_id":"go:1"}]}]}}""");

        Interaction press = discord.act(Json.object()
                .put("type", "component")
                .put("interaction", Json.id(first.origin().id()))
                .put("custom_id", "go:1"));
        JsonNode received = received();
        assertThat(received.path("type").asInt()).isEqualTo(3);
        assertThat(received.path("message").path("content").asText()).isEqualTo("press");
        rest.callback(received, "{\"type\":7,\"data\":{\"content\":\"pressed\",\"components\":[]}}");

        assertThat(seen(press).path("state").asText()).isEqualTo("answered");
        assertThat(seen(first).path("messages").path(0).path("content").asText())
                .isEqualTo("pressed");
    }

    @Test
    void opensAModalAndSubmitsIt() throws Exception {
        Interaction opener = discord.type("/ping");
        rest.callback(received(), """
                {"type":9,"data":{"custom_id":"form:1","title":"Form","components":[{"type":1,"components":[
                  {"type":4,"style":1,"label":"Name","custom_id":"name"}]}]}}""");
        ObjectNode submit = Json.object()
                .put("type", "modal")
                .put("interaction", Json.id(opener.origin().id()));
        submit.putObject("values").put("name", "Ada");

        discord.act(submit);

        JsonNode received = received();
        assertThat(received.path("type").asInt()).isEqualTo(5);
        assertThat(received.at("/data/components/0/components/0/value").asText())
                .isEqualTo("Ada");
        assertThat(rest.callback(received, "{\"type\":9,\"data\":{}}").code()).isEqualTo(50035);
        assertThat(rest.callback(received, HELLO).status()).isEqualTo(204);
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
    void refusesACommandThatTheBotHasNotRegistered() {
        assertThatThrownBy(() -> discord.type("/nope"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("nope")
                .hasMessageContaining("ping");
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
