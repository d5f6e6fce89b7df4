package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Counter;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of a connection, whatever its session: heartbeats, limits, compression, closes. */
class ConnectionTest extends SandboxTest {

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
    void closesAClientThatStopsBeatingAndEndsItsSession() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);
            clock.advance(DiscordLimits.HEARTBEAT_TIMEOUT.plusMillis(1));

            assertThat(client.closeCode()).isEqualTo(4009);
            await().until(() -> discord.gateway().sessionsAsJson().isEmpty());
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
    void closesAClientThatSendsTooMuch() {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            for (int i = 0; i <= DiscordLimits.SENDS; i++) {
                client.sendRaw("{\"op\":1,\"d\":null}");
            }
            assertThat(client.closeCode()).isEqualTo(4008);
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
    void leavesAHeartbeatUnansweredOnDemand() {
        discord.setFaults(Faults.read(Json.object().put("gateway_silent_ack", true)));

        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.opcode(10);
            client.sendRaw("{\"op\":1,\"d\":null}");
            await().until(() -> discord.statistics().value(Counter.HEARTBEATS) == 1);
            login(client);

            // READY is the first after HELLO: no ACK came before it.
            assertThat(client.skipped()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"4000, false", "4004, true", "4009, true", "4014, true"})
    void endsTheSessionWithTheCodesThatSaySo(int code, boolean ends) {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);
            await().until(() -> discord.gateway().close(OptionalInt.of(0), code, "") == 1);
            assertThat(client.closeCode()).isEqualTo(code);
        }
        await().until(() -> discord.gateway().connectedSessions() == 0);

        assertThat(discord.gateway().sessionsAsJson().isEmpty()).isEqualTo(ends);
    }

    @Test
    void cutsOffAClientThatDoesNotReadAndLetsItResumeWithoutLoss() {
        String session;
        try (GatewayClient client = GatewayClient.plain(discord)) {
            session = login(client).path("d").path("session_id").asText();
            client.event("GUILD_CREATE");
            client.event("GUILD_CREATE");
            client.stopReading();
            String text = "x".repeat(2000);
            int sent = 0;
            while (discord.statistics().value(Counter.SLOW_CLIENTS) == 0 && sent < DiscordLimits.REPLAY_DISPATCHES) {
                tell("GUILD_ROLE_UPDATE", text);
                sent++;
            }
        }
        await().until(() -> discord.gateway().connectedSessions() == 0);
        assertThat(discord.statistics().value(Counter.SLOW_CLIENTS)).isEqualTo(1);

        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.resume(discord.token(), session, 3);
            assertThat(client.event("GUILD_ROLE_UPDATE").path("s").asInt()).isEqualTo(4);
            assertThat(client.event("RESUMED").path("t").asText()).isEqualTo("RESUMED");
        }
    }
}
