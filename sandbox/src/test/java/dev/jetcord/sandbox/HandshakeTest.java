package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.gateway.GatewayRules;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a client logs in, and how it is refused. */
class HandshakeTest extends SandboxTest {

    @Test
    void greetsThenAnswersIdentifyWithReadyAndTheGuildsOfTheShard() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            JsonNode hello = client.next();
            assertThat(hello.path("op").asInt()).isEqualTo(10);
            assertThat(hello.path("d").path("heartbeat_interval").asInt()).isEqualTo(41_250);

            JsonNode ready = login(client);

            assertThat(ready.path("s").asInt()).isEqualTo(1);
            assertThat(ready.path("d").path("v").asInt()).isEqualTo(10);
            assertThat(ready.path("d").path("guilds"))
                    .hasSize(2)
                    .allMatch(guild -> guild.path("unavailable").asBoolean());
            assertThat(client.next().path("t").asText()).isEqualTo("GUILD_CREATE");
            JsonNode last = client.next();
            assertThat(last.path("s").asInt()).isEqualTo(3);
            assertThat(last.path("d").path("member_count").asInt()).isEqualTo(4);
        }
    }

    @Test
    void sendsAShardItsOwnGuildsOnly() {
        try (GatewayClient even = GatewayClient.plain(discord);
                GatewayClient odd = GatewayClient.plain(discord)) {
            String first = even.identify(discord.token(), GUILDS, 0, 2)
                    .event("GUILD_CREATE")
                    .path("d")
                    .path("id")
                    .asText();
            String second = odd.identify(discord.token(), GUILDS, 1, 2)
                    .event("GUILD_CREATE")
                    .path("d")
                    .path("id")
                    .asText();

            assertThat(first).isNotEqualTo(second);
            assertThat((Long.parseLong(first) >> 22) % 2).isZero();
            assertThat((Long.parseLong(second) >> 22) % 2).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":3,\"d\":{}} | 4003",
                "{\"op\":99,\"d\":{}} | 4001",
                "no json | 4002",
                "{\"op\":2,\"d\":{\"token\":\"wrong\",\"properties\":{},\"intents\":1}} | 4004",
                "{\"op\":2,\"d\":{\"token\":\"wrong\",\"properties\":{},\"intents\":1,\"shard\":[2,2]}} | 4010",
                "{\"op\":2,\"d\":{\"token\":\"wrong\",\"properties\":{},\"intents\":-1}} | 4013",
                "{\"op\":2,\"d\":{\"token\":\"wrong\",\"properties\":{},\"intents\":1073741824}} | 4013",
            })
    void closesABrokenHandshakeWithItsCode(String payload, int code) {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            assertThat(client.sendRaw(payload).closeCode()).isEqualTo(code);
        }
    }

    @Test
    void closesAnotherVersion() {
        try (GatewayClient client = GatewayClient.at(URI.create(discord.gatewayUrl() + "?v=8&encoding=json"))) {
            assertThat(client.closeCode()).isEqualTo(4012);
        }
    }

    @Test
    void closesASecondIdentify() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);
            assertThat(client.identify(discord.token(), 0, 0, 1).closeCode()).isEqualTo(4005);
        }
    }

    @Test
    void refusesAnIntentThatTheApplicationMayNotHave() throws IOException {
        restart(settings -> settings.withRules(new GatewayRules(16, 0, 1)));

        try (GatewayClient client = GatewayClient.plain(discord)) {
            assertThat(client.identify(discord.token(), GUILD_MEMBERS, 0, 1).closeCode())
                    .isEqualTo(4014);
        }
    }

    @Test
    void answersASecondIdentifyOfTheBucketWithinFiveSecondsWithOp9() throws IOException {
        restart(settings -> settings.withRules(GatewayRules.lenient(1)));

        try (GatewayClient first = GatewayClient.plain(discord);
                GatewayClient second = GatewayClient.plain(discord)) {
            first.identify(discord.token(), GUILDS, 0, 2).event("READY");
            assertThat(second.identify(discord.token(), GUILDS, 1, 2)
                            .opcode(9)
                            .path("d")
                            .asBoolean(true))
                    .isFalse();
            clock.advance(Duration.ofSeconds(5));
            assertThat(second.identify(discord.token(), GUILDS, 1, 2)
                            .event("READY")
                            .path("s")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void closesAShardCountThatIsNoMultipleOfALargeBots() throws IOException {
        restart(settings -> settings.withRules(new GatewayRules(16, 0, 16)));
        assertThat(new RestClient(discord)
                        .call("GET", "/gateway/bot", "")
                        .body()
                        .path("shards")
                        .asInt())
                .isEqualTo(16);

        try (GatewayClient wrong = GatewayClient.plain(discord);
                GatewayClient right = GatewayClient.plain(discord)) {
            assertThat(wrong.identify(discord.token(), GUILDS, 0, 8).closeCode())
                    .isEqualTo(4010);
            assertThat(right.identify(discord.token(), GUILDS, 31, 32)
                            .event("READY")
                            .path("s")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void asksForShardingWhenAShardHasTooManyGuilds() {
        discord.world().createGuilds(DiscordLimits.GUILDS_PER_SHARD, "Many", List.of());

        try (GatewayClient whole = GatewayClient.plain(discord);
                GatewayClient half = GatewayClient.plain(discord)) {
            assertThat(whole.identify(discord.token(), GUILDS, 0, 1).closeCode())
                    .isEqualTo(4011);
            assertThat(half.identify(discord.token(), 0, 0, 2)
                            .event("READY")
                            .path("d")
                            .path("guilds"))
                    .hasSize(DiscordLimits.GUILDS_PER_SHARD / 2 + 1);
        }
    }

    @Test
    void endsEverySessionAndTheTokenWhenTheDaysIdentifiesAreUsedUp() throws IOException {
        restart(settings -> settings.withRules(new GatewayRules(16, 0, 1, 2)));
        RestClient rest = new RestClient(discord);

        try (GatewayClient first = GatewayClient.plain(discord);
                GatewayClient second = GatewayClient.plain(discord);
                GatewayClient third = GatewayClient.plain(discord)) {
            first.identify(discord.token(), GUILDS, 0, 3).event("READY");
            second.identify(discord.token(), GUILDS, 1, 3).event("READY");
            assertThat(rest.call("GET", "/gateway/bot", "")
                            .body()
                            .at("/session_start_limit/remaining")
                            .asInt(-1))
                    .isZero();

            assertThat(third.identify(discord.token(), GUILDS, 2, 3).closeCode())
                    .isEqualTo(4004);
            assertThat(first.closeCode()).isEqualTo(4004);
            assertThat(second.closeCode()).isEqualTo(4004);
        }
        assertThat(rest.call("GET", "/gateway/bot", "").status()).isEqualTo(401);
    }

    @Test
    void refusesIdentifyWithAnyCodeOnDemand() {
        discord.setFaults(Faults.read(Json.object().put("gateway_identify_code", 4013)));

        try (GatewayClient client = GatewayClient.plain(discord)) {
            assertThat(client.identify(discord.token(), GUILDS, 0, 1).closeCode())
                    .isEqualTo(4013);
        }
        assertThatThrownBy(() -> Faults.read(Json.object().put("gateway_identify_code", 1000)))
                .hasMessageContaining("4000 to 4999");
    }
}
