package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.DefaultWorld;
import dev.jetcord.sandbox.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REST and the control API over real sockets. */
class RestTest extends SandboxTest {

    private RestClient rest;

    @BeforeEach
    void connect() {
        rest = new RestClient(discord);
    }

    @Test
    void saysWhereTheGatewayIs() {
        JsonNode bot = rest.call("GET", "/gateway/bot", "").body();

        assertThat(bot.path("url").asText()).isEqualTo(discord.gatewayUrl().toString());
        assertThat(bot.path("shards").asInt()).isEqualTo(1);
        assertThat(bot.at("/session_start_limit/remaining").asInt()).isEqualTo(1000);
    }

    @Test
    void tellsTheRateLimitInHeadersAndRefusesBeyondIt() {
        String path = "/channels/%s/messages".formatted(channel());
        RestClient.Answer first = rest.call("POST", path, "{\"content\":\"1\"}");
        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("5");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("4");
        assertThat(first.header("X-RateLimit-Bucket")).isNotEmpty();
        assertThat(first.header("Date")).isEqualTo("Tue, 24 Nov 2026 12:00:00 GMT");
        for (int i = 0; i < 4; i++) {
            assertThat(rest.call("POST", path, "{\"content\":\"x\"}").status()).isEqualTo(200);
        }

        RestClient.Answer limited = rest.call("POST", path, "{\"content\":\"6\"}");

        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("X-RateLimit-Scope")).isEqualTo("user");
        assertThat(limited.header("Retry-After")).isEqualTo("5");
        assertThat(limited.body().path("retry_after").asDouble()).isEqualTo(5.0);
        clock.advance(Duration.ofSeconds(5));
        assertThat(rest.call("POST", path, "{\"content\":\"7\"}").status()).isEqualTo(200);
    }

    @Test
    void limitsTheBotToFiftyRequestsASecond() {
        for (int i = 0; i < DiscordLimits.GLOBAL_REQUESTS; i++) {
            assertThat(rest.call("GET", i % 2 == 0 ? "/users/@me" : "/applications/@me", "")
                            .status())
                    .isEqualTo(200);
        }

        RestClient.Answer limited = rest.call("GET", "/gateway", "");

        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("X-RateLimit-Global")).isEqualTo("true");
        assertThat(limited.body().path("global").asBoolean()).isTrue();
        assertThat(rest.call("POST", "/interactions/1/unknown/callback", "{\"type\":4}")
                        .code())
                .isEqualTo(10062);
    }

    @Test
    void answersUnknownPathsAndMethodsAsDiscordDoes() {
        RestClient.Answer unknown = rest.call("GET", "/nothing", "");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body())
                .isEqualTo(Json.object().put("message", "404: Not Found").put("code", 0));
        assertThat(rest.call("DELETE", "/gateway", "").status()).isEqualTo(405);
        assertThat(rest.call("GET", "/guilds/1", "").code()).isEqualTo(10004);
    }

    @Test
    void keepsTheIdOfACommandThatIsRegisteredAgain() {
        JsonNode first = rest.call("POST", rest.commands(), "{\"name\":\"ping\",\"description\":\"Pong\"}")
                .body();
        RestClient.Answer again = rest.call("POST", rest.commands(), "{\"name\":\"ping\",\"description\":\"Pong!\"}");
        JsonNode list = rest.call("PUT", rest.commands(), "[{\"name\":\"ping\",\"description\":\"x\"}]")
                .body();

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("id")).isEqualTo(first.path("id"));
        assertThat(list.path(0).path("id")).isEqualTo(first.path("id"));
        assertThat(rest.call("DELETE", rest.commands() + "/" + first.path("id").asText(), "")
                        .status())
                .isEqualTo(204);
        assertThat(rest.call("GET", rest.commands() + "/" + first.path("id").asText(), "")
                        .code())
                .isEqualTo(10063);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"Ping\",\"description\":\"x\"} | /errors/name/_errors/0/code | APPLICATION_COMMAND_INVALID_NAME",
                "{\"name\":\"ping\"} | /errors/description/_errors/0/code | BASE_TYPE_REQUIRED",
                "{\"name\":\"ping\",\"description\":\"\"} | /errors/description/_errors/0/code | BASE_TYPE_BAD_LENGTH",
                "{\"name\":\"p\",\"description\":\"x\",\"options\":[{\"type\":99,\"name\":\"a\",\"description\":\"x\"}]}"
                        + " | /errors/options/0/type/_errors/0/code | BASE_TYPE_CHOICES",
                "{\"name\":\"p\",\"description\":\"x\",\"options\":[{\"type\":3,\"name\":\"a\",\"description\":\"x\"},"
                        + "{\"type\":3,\"name\":\"b\",\"description\":\"x\",\"required\":true}]}"
                        + " | /errors/options/1/_errors/0/code | APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            })
    void refusesACommandThatIsWrongAndNamesTheField(String body, String pointer, String code) {
        RestClient.Answer answer = rest.call("POST", rest.commands(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(50035);
        assertThat(answer.body().at(pointer).asText()).isEqualTo(code);
    }

    @Test
    void pagesMembersByTheirId() {
        String path = "/guilds/%d/members?limit=2".formatted(DefaultWorld.HARBOUR);
        JsonNode first = rest.call("GET", path, "").body();
        String last = first.path(1).at("/user/id").asText();
        JsonNode second = rest.call("GET", path + "&after=" + last, "").body();

        assertThat(first).hasSize(2);
        assertThat(second)
                .hasSize(2)
                .noneMatch(member -> member.at("/user/id").asText().equals(last));
        assertThat(rest.call("GET", "/guilds/%d/members?limit=1001".formatted(DefaultWorld.HARBOUR), "")
                        .code())
                .isEqualTo(50035);
    }

    @Test
    void grantsOnlyRolesBelowTheBots() {
        String guild = Long.toString(DefaultWorld.HARBOUR);
        String user = rest.call("GET", "/control/guilds/" + guild, "")
                .body()
                .at("/members/0/user/id")
                .asText();
        String low = grantPath(guild, user, "{\"name\":\"Low\"}");
        String high = grantPath(guild, user, "{\"name\":\"High\",\"position\":%d}".formatted(World.BOT_ROLE_POSITION));

        assertThat(rest.call("PUT", low, "").status()).isEqualTo(204);
        assertThat(rest.call("PUT", high, "").code()).isEqualTo(50013);
    }

    private String grantPath(String guild, String user, String role) {
        JsonNode created =
                rest.call("POST", "/control/guilds/" + guild + "/roles", role).body();
        return "/guilds/%s/members/%s/roles/%s"
                .formatted(guild, user, created.path("id").asText());
    }

    @Test
    void namesThePortThatIsTaken() {
        assertThatThrownBy(() -> SandboxDiscord.start(SandboxSettings.forTests().withPort(discord.port())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(discord.port()))
                .hasMessageContaining("SANDBOX_PORT");
    }

    @Test
    void neverShowsATokenThatIsWrong() {
        assertThatThrownBy(() -> SandboxSettings.from(new Environment(Map.of("SANDBOX_TOKEN", "secret"))))
                .hasMessageContaining("SANDBOX_TOKEN")
                .hasMessageNotContaining("secret");
        assertThat(SandboxSettings.forTests().toString())
                .doesNotContain(SandboxSettings.forTests().token());
    }

    private String channel() {
        return rest.call("GET", "/control/guilds", "")
                .body()
                .at("/0/channels/0/id")
                .asText();
    }
}
