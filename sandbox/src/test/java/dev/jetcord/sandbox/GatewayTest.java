package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.gateway.GatewayRules;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.world.DefaultWorld;
import dev.jetcord.sandbox.world.Dispatch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway over real sockets. */
class GatewayTest {

    private static final long GUILDS = 1;
    private static final long GUILD_MEMBERS = 2;

    private final TestClock clock = new TestClock();
    private SandboxDiscord discord;

    @BeforeEach
    void start() throws IOException {
        discord = SandboxDiscord.start(SandboxSettings.forTests().withClock(clock));
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private void restart(Function<SandboxSettings, SandboxSettings> change) throws IOException {
        discord.close();
        discord = SandboxDiscord.start(change.apply(SandboxSettings.forTests().withClock(clock)));
    }

    private JsonNode login(GatewayClient client) {
        return client.identify(discord.token(), GUILDS | GUILD_MEMBERS, 0, 1).event("READY");
    }

    private int tell(String event, String text) {
        return discord.dispatch(
                Dispatch.of(event, DefaultWorld.HARBOUR, Json.object().put("text", text)));
    }

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
    @ValueSource(strings = {"zlib", "zstd"})
    void compressesInOneContextForTheWholeConnection(String compression) {
        try (GatewayClient client =
                compression.equals("zlib") ? GatewayClient.zlib(discord) : GatewayClient.zstd(discord)) {
            login(client);
            for (int i = 0; i < 200; i++) {
                tell("GUILD_ROLE_UPDATE", "x".repeat(i) + i);
            }
            for (int i = 0; i < 200; i++) {
                assertThat(client.event("GUILD_ROLE_UPDATE")
                                .path("d")
                                .path("text")
                                .asText())
                        .isEqualTo("x".repeat(i) + i);
            }
        }
    }

    @Test
    void acknowledgesAHeartbeat() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.sendRaw("{\"op\":1,\"d\":null}");

            assertThat(client.opcode(11).path("op").asInt()).isEqualTo(11);
        }
    }

    @Test
    void resumesWithWhatWasMissedInOrderAndEndsWithResumed() {
        JsonNode ready;
        try (GatewayClient client = GatewayClient.plain(discord)) {
            ready = login(client).path("d");
            client.event("GUILD_CREATE");
            client.event("GUILD_CREATE");
        }
        await().until(() -> discord.gateway().connectedSessions() == 0);
        for (int i = 0; i < 50; i++) {
            assertThat(tell("GUILD_ROLE_UPDATE", "missed" + i)).isEqualTo(1);
        }
        URI url = URI.create(ready.path("resume_gateway_url").asText() + "?v=10&encoding=json");

        try (GatewayClient client = GatewayClient.at(url)) {
            client.opcode(10);
            client.resume(discord.token(), ready.path("session_id").asText(), 3);

            for (int i = 0; i < 50; i++) {
                JsonNode missed = client.next();
                assertThat(missed.path("s").asInt()).isEqualTo(4 + i);
                assertThat(missed.path("d").path("text").asText()).isEqualTo("missed" + i);
            }
            assertThat(client.next().path("t").asText()).isEqualTo("RESUMED");
            tell("GUILD_ROLE_UPDATE", "live");
            assertThat(client.next().path("d").path("text").asText()).isEqualTo("live");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void endsTheSessionOfAClientThatClosesForGood(int code) {
        String session;
        try (GatewayClient client = GatewayClient.plain(discord)) {
            session = login(client).path("d").path("session_id").asText();
            client.close(code);
        }
        await().until(() -> discord.gateway().sessionsAsJson().isEmpty());

        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.resume(discord.token(), session, 1);
            assertThat(client.opcode(9).path("d").asBoolean(true)).isFalse();
        }
    }

    @Test
    void forgetsASessionThatNobodyResumesInTime() {
        String session;
        try (GatewayClient client = GatewayClient.plain(discord)) {
            session = login(client).path("d").path("session_id").asText();
            client.close(4200);
        }
        await().until(() -> discord.gateway().connectedSessions() == 0);
        clock.advance(DiscordLimits.SESSION_LIFE);

        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.resume(discord.token(), session, 1);
            assertThat(client.opcode(9).path("d").asBoolean(true)).isFalse();
        }
    }

    @Test
    void closesAResumeWithASequenceThatWasNeverSent() {
        String session;
        try (GatewayClient client = GatewayClient.plain(discord)) {
            session = login(client).path("d").path("session_id").asText();
        }
        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.resume(discord.token(), session, 999);
            assertThat(client.closeCode()).isEqualTo(4007);
        }
    }

    @Test
    void closesAClientThatStopsBeatingAndEndsItsSession() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);
            clock.advance(DiscordLimits.HEARTBEAT_TIMEOUT.plusMillis(1));

            assertThat(client.closeCode()).isEqualTo(4009);
            await().until(() -> discord.gateway().sessionsAsJson().isEmpty());
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
    void closesAPayloadOverTheLimit() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            String large = "{\"op\":1,\"d\":null,\"x\":\"" + "x".repeat(DiscordLimits.SEND_BYTES) + "\"}";

            assertThat(client.sendRaw(large).closeCode()).isEqualTo(4002);
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
    void closesAClientThatSendsTooMuch() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            for (int i = 0; i <= DiscordLimits.SENDS; i++) {
                client.sendRaw("{\"op\":1,\"d\":null}");
            }
            assertThat(client.closeCode()).isEqualTo(4008);
        }
    }

    @Test
    void refusesAnIntentThatTheApplicationMayNotHave() throws IOException {
        restart(settings -> settings.withRules(new GatewayRules(16, 0, 1, DiscordLimits.IDENTIFIES)));

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
    void asksToReconnectInvalidatesAndClosesOnDemand() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);
            // READY is on its way a moment before the session counts as connected.
            await().until(() -> discord.gateway().reconnect(OptionalInt.of(0)) == 1);
            assertThat(client.opcode(7).path("op").asInt()).isEqualTo(7);
            discord.gateway().invalidate(OptionalInt.empty(), true);
            assertThat(client.opcode(9).path("d").asBoolean()).isTrue();
            discord.gateway().close(OptionalInt.empty(), 4000, "");
            assertThat(client.closeCode()).isEqualTo(4000);
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
}
