package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.world.DefaultWorld;
import dev.jetcord.sandbox.world.Dispatch;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which session gets which event, and what of it. */
class DispatchTest extends SandboxTest {

    @Test
    void filtersByIntents() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.identify(discord.token(), GUILDS, 0, 1).event("READY");
            assertThat(tell("GUILD_MEMBER_ADD", "not wanted")).isZero();
            assertThat(discord.dispatch(Dispatch.of("MESSAGE_CREATE", OptionalLong.empty(), Json.object())))
                    .isZero();
            assertThat(tell("GUILD_ROLE_CREATE", "wanted")).isEqualTo(1);
            assertThat(tell("INTERACTION_CREATE", "always")).isEqualTo(1);
        }
    }

    @Test
    void sendsTheMembersThatAreAskedFor() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);
            client.send(
                    8,
                    Json.object()
                            .put("guild_id", Json.id(DefaultWorld.HARBOUR))
                            .put("query", "")
                            .put("limit", 0)
                            .put("nonce", "n1"));
            JsonNode chunk = client.event("GUILD_MEMBERS_CHUNK").path("d");

            assertThat(chunk.path("members")).hasSize(5);
            assertThat(chunk.path("chunk_count").asInt()).isEqualTo(1);
            assertThat(chunk.path("nonce").asText()).isEqualTo("n1");
        }
    }

    @Test
    void givesTheGuildsMadeLaterToTheirShard() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);
            client.event("GUILD_CREATE");
            client.event("GUILD_CREATE");
            new RestClient(discord).call("POST", "/control/guilds", "{\"name\":\"New\",\"members\":3}");

            JsonNode guild = client.event("GUILD_CREATE").path("d");
            assertThat(guild.path("name").asText()).isEqualTo("New");
            assertThat(guild.path("member_count").asInt()).isEqualTo(4);
            assertThat(discord.statistics().value(Counter.IDENTIFIES)).isEqualTo(1);
        }
    }

    @Test
    void limitsRequestsForAllMembersOfAGuildToOneInThirtySeconds() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);
            ObjectNode request = Json.object()
                    .put("guild_id", Json.id(DefaultWorld.HARBOUR))
                    .put("query", "")
                    .put("limit", 0)
                    .put("nonce", "again");
            client.send(8, request).event("GUILD_MEMBERS_CHUNK");
            clock.advance(Duration.ofSeconds(10));

            JsonNode limited = client.send(8, request).event("RATE_LIMITED").path("d");

            assertThat(limited.path("opcode").asInt()).isEqualTo(8);
            assertThat(limited.path("retry_after").asDouble()).isEqualTo(20.0);
            assertThat(limited.path("meta").path("nonce").asText()).isEqualTo("again");
            clock.advance(Duration.ofSeconds(20));
            assertThat(client.send(8, request)
                            .event("GUILD_MEMBERS_CHUNK")
                            .path("d")
                            .path("members"))
                    .hasSize(5);
        }
    }

    @Test
    void hidesWhatUsersWriteFromSessionsWithoutTheIntent() {
        try (GatewayClient blind = GatewayClient.plain(discord);
                GatewayClient seeing = GatewayClient.plain(discord)) {
            blind.identify(discord.token(), GUILD_MESSAGES, 0, 1).event("READY");
            clock.advance(DiscordLimits.IDENTIFY_PERIOD);
            seeing.identify(discord.token(), GUILD_MESSAGES | MESSAGE_CONTENT, 0, 1)
                    .event("READY");

            write("hello", "1", "2");
            write("hello bot", "1", Json.id(discord.applicationId()));
            write("from the bot", Json.id(discord.applicationId()), "2");

            assertThat(content(seeing)).isEqualTo("hello");
            assertThat(content(blind)).isEmpty();
            assertThat(content(blind)).isEqualTo("hello bot");
            assertThat(content(blind)).isEqualTo("from the bot");
        }
    }

    private void write(String content, String author, String mentioned) {
        ObjectNode message = Json.object().put("content", content);
        message.putObject("author").put("id", author);
        message.putArray("mentions").addObject().put("id", mentioned);
        discord.dispatch(Dispatch.of("MESSAGE_CREATE", DefaultWorld.HARBOUR, message));
    }

    private static String content(GatewayClient client) {
        return client.event("MESSAGE_CREATE").path("d").path("content").asText();
    }

    @Test
    void spreadsGuildsMadeInBulkEvenlyOverShards() throws IOException {
        restart(SandboxSettings::withoutGuilds);

        JsonNode made = new RestClient(discord)
                .call("POST", "/control/guilds", "{\"count\":640,\"members\":2}")
                .body();

        assertThat(made.path("count").asInt()).isEqualTo(640);
        for (int shard = 0; shard < 64; shard += 21) {
            clock.advance(DiscordLimits.IDENTIFY_PERIOD);
            try (GatewayClient client = GatewayClient.plain(discord)) {
                JsonNode ready =
                        client.identify(discord.token(), GUILDS, shard, 64).event("READY");
                assertThat(ready.path("d").path("guilds")).hasSize(10);
            }
        }
    }

    @Test
    void sendsTheGuildOfAHundredThousandMembersWithThoseInVoice() {
        try (GatewayClient client = GatewayClient.zstd(discord)) {
            login(client);
            client.event("GUILD_CREATE");
            client.event("GUILD_CREATE");

            new RestClient(discord)
                    .call("POST", "/control/guilds", "{\"name\":\"Large\",\"members\":100000,\"voice\":5000}");

            JsonNode guild = client.event("GUILD_CREATE").path("d");
            assertThat(guild.path("large").asBoolean()).isTrue();
            assertThat(guild.path("member_count").asInt()).isEqualTo(100_001);
            assertThat(guild.path("members")).hasSize(5001);
            assertThat(guild.path("voice_states")).hasSize(5000);
            assertThat(guild.toString().length()).isGreaterThan(1 << 20);
        }
    }
}
