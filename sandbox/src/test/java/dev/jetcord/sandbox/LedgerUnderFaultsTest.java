package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.observation.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The ledger against what a client that loses its connection again and again has really seen. */
class LedgerUnderFaultsTest extends SandboxTest {

    private static final long INTENTS = GUILDS | GUILD_MEMBERS | GUILD_MESSAGES;
    private static final int READ_BETWEEN_CUTS = 300;

    private final List<Long> seen = new ArrayList<>();

    /** Takes dispatches until there are so many more, or the next one would be RESUMED. */
    private void read(GatewayClient client, int more) {
        for (int i = 0; i < more; i++) {
            JsonNode payload = client.next();
            if (payload.path("op").asInt() == 0) {
                seen.add(payload.path("s").asLong());
            }
        }
    }

    private RestClient control() {
        return new RestClient(discord);
    }

    @Test
    void agreesWithAClientThatResumesThroughTenCuts() {
        String session;
        try (GatewayClient client = GatewayClient.zstd(discord)) {
            JsonNode ready = client.identify(discord.token(), INTENTS, 0, 1).event("READY");
            session = ready.path("d").path("session_id").asText();
            seen.add(ready.path("s").asLong());
            control().call("PUT", "/control/load", "{\"events_per_second\":3000,\"body_bytes\":600}");
            read(client, READ_BETWEEN_CUTS);
            discord.gateway().cut(OptionalInt.empty());
        }
        for (int cut = 0; cut < 9; cut++) {
            try (GatewayClient client = GatewayClient.zstd(discord)) {
                client.resume(discord.token(), session, seen.getLast());
                read(client, READ_BETWEEN_CUTS);
                discord.gateway().cut(OptionalInt.empty());
            }
        }
        control().call("DELETE", "/control/load", "");
        try (GatewayClient client = GatewayClient.zstd(discord)) {
            client.resume(discord.token(), session, seen.getLast());
            JsonNode payload = client.next();
            while (!payload.path("t").asText().equals("RESUMED")) {
                if (payload.path("op").asInt() == 0) {
                    seen.add(payload.path("s").asLong());
                }
                payload = client.next();
            }
            seen.add(payload.path("s").asLong());

            await().untilAsserted(() -> assertThat(discord.ledger()
                            .summary(0)
                            .at("/sessions/0/written")
                            .asLong())
                    .isEqualTo(seen.getLast()));
        }

        assertThat(discord.statistics().value(Counter.RESUMES)).isEqualTo(10);
        assertThat(seen).isSorted().doesNotHaveDuplicates();
        List<ObjectNode> entries = discord.ledger()
                .entries(0)
                .filter(entry -> entry.path("session_id").asText().equals(session))
                .toList();
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.path("fate").asText()).isEqualTo("sent"));
        // RESUMED is of its connection: one that got lost with it is not replayed.
        assertThat(entries.stream()
                        .filter(entry -> !entry.path("event").asText().equals("RESUMED"))
                        .map(entry -> entry.path("sequence").asLong()))
                .isSubsetOf(seen)
                .doesNotHaveDuplicates();
    }
}
