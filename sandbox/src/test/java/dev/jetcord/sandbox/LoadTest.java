package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The steady source of events. */
class LoadTest extends SandboxTest {

    private RestClient.Answer put(String plan) {
        return new RestClient(discord).call("PUT", "/control/load", plan);
    }

    @Test
    void numbersTheEventsOfEachGuildInOrder() {
        try (GatewayClient client = GatewayClient.zstd(discord)) {
            client.identify(discord.token(), GUILDS | GUILD_MEMBERS | GUILD_MESSAGES, 0, 1)
                    .event("READY");
            client.event("GUILD_CREATE");
            client.event("GUILD_CREATE");

            put("{\"events_per_second\":2000,\"body_bytes\":1500}");

            Map<String, Long> numbers = new HashMap<>();
            for (int i = 0; i < 400; i++) {
                JsonNode event = client.next();
                JsonNode data = event.path("d");
                String guild = data.path("guild_id").asText();
                long number = data.path("nonce").asLong();
                assertThat(number).isEqualTo(numbers.getOrDefault(guild, 0L) + 1);
                numbers.put(guild, number);
                assertThat(event.path("t").asText())
                        .isEqualTo(number % 2 == 1 ? "MESSAGE_CREATE" : "GUILD_MEMBER_UPDATE");
                assertThat(data.toString()).hasSize(1500);
            }
            assertThat(numbers).hasSize(2);
        }
    }

    @Test
    void stopsWhenToldTo() {
        put("{\"events_per_second\":1000}");
        await().until(() -> load().path("events_made").asLong() >= 300);

        JsonNode stopped =
                new RestClient(discord).call("DELETE", "/control/load", "").body();

        assertThat(stopped.path("running").asBoolean(true)).isFalse();
        assertThat(load()).isEqualTo(stopped);
    }

    @Test
    void typesCommandsInAllGuilds() {
        new RestClient(discord).registerPing();
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);

            put("{\"interactions_per_second\":100}");

            String first = client.event("INTERACTION_CREATE")
                    .path("d")
                    .path("guild_id")
                    .asText();
            String second = client.event("INTERACTION_CREATE")
                    .path("d")
                    .path("guild_id")
                    .asText();
            assertThat(first).isNotEqualTo(second);
        }
    }

    @Test
    void saysWhatIsWrongWithAPlan() {
        assertThat(put("{\"events_per_second\":-1}").body().path("message").asText())
                .contains("events_per_second");
        assertThat(put("{\"events_per_second\":1,\"guilds\":3}")
                        .body()
                        .path("message")
                        .asText())
                .contains("in 2 guilds, not 3")
                .contains("/control/guilds");
    }

    private JsonNode load() {
        return new RestClient(discord).call("GET", "/control/load", "").body();
    }
}
