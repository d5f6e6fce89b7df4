package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session outlives its connections, and when it does not. */
class ResumeTest extends SandboxTest {

    @Test
    void resumesWithWhatWasMissedInOrderAndEndsWithResumed() {
        JsonNode ready = loginAndDrop();
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
    void refusesAResumeWhenMoreWasMissedThanTheReplayBufferHolds() {
        JsonNode ready = loginAndDrop();
        for (int i = 0; i <= DiscordLimits.REPLAY_DISPATCHES; i++) {
            tell("GUILD_ROLE_UPDATE", "x");
        }

        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.resume(discord.token(), ready.path("session_id").asText(), 3);

            assertThat(client.opcode(9).path("d").asBoolean(true)).isFalse();
        }
    }

    @Test
    void leavesASessionToWhoeverResumedItLast() {
        try (GatewayClient frozen = GatewayClient.plain(discord);
                GatewayClient successor = GatewayClient.plain(discord)) {
            String session = login(frozen).path("d").path("session_id").asText();
            frozen.event("GUILD_CREATE");
            frozen.event("GUILD_CREATE");
            frozen.stopReading();
            clock.advance(DiscordLimits.HEARTBEAT_TIMEOUT.minusSeconds(10));
            successor.sendRaw("{\"op\":1,\"d\":null}").opcode(11);
            successor.resume(discord.token(), session, 3).event("RESUMED");

            // Only now is the one that froze overdue; it is cut off, and takes nothing with it.
            clock.advance(Duration.ofSeconds(20));
            await().until(() -> {
                clock.advance(Duration.ofSeconds(1));
                return discord.gateway().requestHeartbeat(OptionalInt.empty()) == 1;
            });

            assertThat(tell("GUILD_ROLE_UPDATE", "still here")).isEqualTo(1);
            assertThat(successor
                            .event("GUILD_ROLE_UPDATE")
                            .path("d")
                            .path("text")
                            .asText())
                    .isEqualTo("still here");
        }
    }
}
