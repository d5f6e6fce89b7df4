package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.interaction.Interaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Discord would not take, from the bot or from the user. */
class InteractionRefusalTest extends BotTest {

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
    void refusesACommandThatTheBotHasNotRegistered() {
        assertThatThrownBy(() -> discord.type("/nope"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("nope")
                .hasMessageContaining("ping");
    }
}
