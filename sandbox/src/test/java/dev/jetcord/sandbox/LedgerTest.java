package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the ledger says became of each dispatch. */
class LedgerTest extends SandboxTest {

    private long lastNumber() {
        return discord.ledger().summary(0).path("last_number").asLong();
    }

    private List<String> fates(long after) {
        return discord.ledger()
                .entries(after)
                .map(entry -> entry.path("fate").asText())
                .toList();
    }

    private ObjectNode tellAndSummarise(int events) {
        long before = lastNumber();
        for (int i = 0; i < events; i++) {
            tell("GUILD_ROLE_UPDATE", Integer.toString(i));
        }
        return discord.ledger().summary(before);
    }

    @Test
    void notesWhatWasWrittenToALiveConnectionUnderItsSessionAndSequence() throws Exception {
        try (GatewayClient client = GatewayClient.plain(discord)) {
            String session = login(client).path("d").path("session_id").asText();
            new RestClient(discord).registerPing();
            long before = lastNumber();

            tell("GUILD_ROLE_UPDATE", "x");
            Interaction interaction = discord.type("/ping");
            client.event("INTERACTION_CREATE");

            await().untilAsserted(() -> assertThat(fates(before)).containsExactly("sent", "sent"));
            List<ObjectNode> entries = discord.ledger().entries(before).toList();
            assertThat(entries.get(0).path("message_id").asText()).isEqualTo(session + ":4");
            assertThat(entries.get(0).path("sequence").asLong()).isEqualTo(4);
            assertThat(entries.get(1).path("message_id").asText())
                    .isEqualTo(Json.id(interaction.origin().id()));
        }
    }

    @Test
    void holdsWhatWaitsForAResumeAsBufferedAndThenAsSent() {
        JsonNode ready = loginAndDrop();
        long before = lastNumber();

        assertThat(tellAndSummarise(3).at("/entries_by_fate/buffered").asLong()).isEqualTo(3);

        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.resume(discord.token(), ready.path("session_id").asText(), 3).event("RESUMED");
            await().untilAsserted(() -> assertThat(fates(before)).containsExactly("sent", "sent", "sent", "sent"));
        }
    }

    @Test
    void countsWhatASessionThatNobodyResumedTookWithIt() {
        loginAndDrop();
        long before = lastNumber();
        tellAndSummarise(3);

        clock.advance(DiscordLimits.SESSION_LIFE);

        await().untilAsserted(() -> assertThat(
                        discord.ledger().summary(before).path("lost").asLong())
                .isEqualTo(3));
        assertThat(fates(before)).containsOnly("lost_expired");
        // Now nobody serves the shard at all.
        assertThat(tellAndSummarise(2).at("/entries_by_fate/lost_no_session").asLong())
                .isEqualTo(2);
    }

    @Test
    void countsFromWhereTheClientSaysItIsWhenTheReplayBufferHasRunOver() {
        JsonNode ready = loginAndDrop();
        long before = lastNumber();
        int events = DiscordLimits.REPLAY_DISPATCHES + 10;
        tellAndSummarise(events);

        try (GatewayClient client = GatewayClient.plain(discord)) {
            client.resume(discord.token(), ready.path("session_id").asText(), 5).opcode(9);
        }

        // Sequences 1 to 3 were READY and two guilds: by its own word the client had two of the events.
        ObjectNode summary = discord.ledger().summary(before);
        assertThat(summary.path("lost").asInt()).isEqualTo(events - 2);
        assertThat(summary.at("/entries_by_fate/lost_overflow").asInt()).isEqualTo(events - 2);
        assertThat(summary.at("/sessions/0/refused_after").asInt()).isEqualTo(5);
        assertThat(summary.at("/sessions/0/end").asText()).isEqualTo("lost_overflow");
    }

    @Test
    void doesNotCountAnEventAsLostThatAnotherSessionSaw() {
        loginAndDrop();
        clock.advance(DiscordLimits.IDENTIFY_PERIOD);
        try (GatewayClient client = GatewayClient.plain(discord)) {
            login(client);
            client.event("GUILD_CREATE");
            client.event("GUILD_CREATE");
            long before = lastNumber();

            tell("GUILD_ROLE_UPDATE", "x");
            client.event("GUILD_ROLE_UPDATE");

            await().untilAsserted(() -> assertThat(fates(before)).containsExactlyInAnyOrder("buffered", "sent"));
            assertThat(discord.ledger().summary(before).path("events").asInt()).isEqualTo(1);
            assertThat(discord.ledger().summary(before).path("lost").asInt()).isZero();
        }
    }

    @Test
    void isReadOverHttpOneDispatchALine() throws IOException, InterruptedException {
        loginAndDrop();
        long before = lastNumber();
        tellAndSummarise(3);

        List<JsonNode> lines = new ArrayList<>();
        HttpRequest request = HttpRequest.newBuilder(discord.url().resolve("/control/ledger?after=" + before))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String line : http.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .toList()) {
                lines.add(Json.parse(line));
            }
        }

        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.path("event").asText()).isEqualTo("GUILD_ROLE_UPDATE"));
        JsonNode summary = new RestClient(discord)
                .call("GET", "/control/ledger/summary?after=" + before, "")
                .body();
        assertThat(summary.at("/events_by_name/GUILD_ROLE_UPDATE").asInt()).isEqualTo(3);
    }
}
