package dev.jetcord.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import io.nats.client.impl.Headers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that is wrong, over the whole fleet: whoever can act on it is told, it is counted, and the fleet goes on. */
class BadInputTest {
    private static final String WORKER = "command-worker";
    private static final String BRIDGE = "gateway-bridge";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MORE_THAN_NATS_TAKES = 2_000_000;

    @TempDir
    private static Path folder;

    private static LaunchedFleet fleet;

    @BeforeAll
    static void start() throws Exception {
        fleet = PackagedFleet.in(folder.resolve("home")).up();
    }

    @AfterAll
    static void stop() throws Exception {
        fleet.stop();
        assertThat(fleet.refusals()).as("what a service tried and may not").isEmpty();
    }

    @Test
    void undecodableJsonBecomesADeadLetter() throws Exception {
        assertBecomesADeadLetter("undecodable-1", "{\"id\": tru");
    }

    @Test
    void aPayloadThatBreaksTheContractBecomesADeadLetter() throws Exception {
        assertBecomesADeadLetter("contract-1", "{\"id\":\"1574763222655827968\",\"type\":2}");
    }

    @Test
    void anEventThatNobodyKnowsIsStoredAndCounted() throws Exception {
        double before = fleet.metric(BRIDGE, "jetcord_gateway_dispatches_total", "event=\"other\"");

        fleet.control("POST", "/dispatch", "{\"event\":\"SOMETHING_NEW\",\"data\":{\"a\":1}}");

        await().atMost(SOON)
                .until(() -> fleet.metric(BRIDGE, "jetcord_gateway_dispatches_total", "event=\"other\"") == before + 1);
        try (NatsConnection nats = fleet.connect()) {
            var streams = nats.connection().jetStreamManagement();
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(streams.getLastMessage("EVENTS", "events.*.something_new.*")
                                    .getData())
                            .isEqualTo("{\"a\":1}".getBytes(UTF_8)));
        }
        assertAnswers();
    }

    @Test
    void aBodyOverNatsLimitIsKeptAndReferredTo() throws Exception {
        byte[] noise = new byte[MORE_THAN_NATS_TAKES];
        new Random(1).nextBytes(noise);
        String body = "{\"text\":\"" + Base64.getEncoder().encodeToString(noise) + "\"}";

        fleet.control("POST", "/dispatch", "{\"event\":\"SOMETHING_BIG\",\"data\":" + body + "}");

        try (NatsConnection nats = fleet.connect()) {
            var streams = nats.connection().jetStreamManagement();
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(streams.getLastMessage("EVENTS", "events.*.something_big.*")
                                    .getHeaders()
                                    .getFirst("ce-dataref"))
                            .isNotEmpty());
        }
        assertThat(fleet.metric(BRIDGE, "jetcord_publish_lost_total")).isZero();
        assertAnswers();
    }

    @Test
    void aCommandThatNoWorkerKnowsIsAnsweredAndCounted() throws Exception {
        var register = HttpRequest.newBuilder(
                        URI.create(fleet.discordUrl() + "/applications/" + fleet.applicationId() + "/commands"))
                .header("Authorization", "Bot " + fleet.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"ghost\",\"description\":\"Was there once\",\"type\":1}"))
                .build();
        assertThat(fleet.send(register).statusCode()).isEqualTo(201);

        JsonNode seen = fleet.type("/ghost");

        assertThat(seen.at("/messages/0/ephemeral").asBoolean()).isTrue();
        assertThat(seen.at("/messages/0/content").asText()).contains("don't know that command");
        assertThat(fleet.metric(WORKER, "jetcord_commands_handled_total", "command=\"unknown\"", "outcome=\"unknown\""))
                .isEqualTo(1);
        assertThat(fleet.log(WORKER)).contains("no command handles this slash", "provision");
    }

    @Test
    void whenNatsGoesAwayTheBridgeSaysSoAndNothingIsLostWhenItIsBack() throws Exception {
        ProcessHandle.Info nats = fleet.process("nats").info();
        fleet.kill("nats");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(fleet.operations(BRIDGE, "/readyz").body()).containsIgnoringCase("NATS");
            assertThat(fleet.operations(BRIDGE, "/readyz").statusCode()).isEqualTo(503);
            assertThat(fleet.operations(WORKER, "/readyz").statusCode()).isEqualTo(503);
        });
        fleet.control("POST", "/dispatch", "{\"event\":\"WHILE_AWAY\",\"data\":{\"b\":2}}");
        Process again = new ProcessBuilder(
                        nats.command().orElseThrow(), "-c", nats.arguments().orElseThrow()[1])
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(SOON)
                    .until(() -> fleet.operations(BRIDGE, "/readyz").statusCode() == 200
                            && fleet.operations(WORKER, "/readyz").statusCode() == 200);
            try (NatsConnection connection = fleet.connect()) {
                var streams = connection.connection().jetStreamManagement();
                await().atMost(SOON)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(streams.getLastMessage("EVENTS", "events.*.while_away.*")
                                        .getData())
                                .isEqualTo("{\"b\":2}".getBytes(UTF_8)));
            }
            assertThat(fleet.metric(BRIDGE, "jetcord_gateway_sessions_lost_total"))
                    .isZero();
            assertAnswers();
        } finally {
            // Before its NATS: without one, each service waits for it until its stop budget is spent.
            fleet.jetcord("down");
            again.destroy();
            again.waitFor();
            // What follows finds a whole fleet again.
            fleet.up();
        }
    }

    private static void assertBecomesADeadLetter(String id, String body) throws Exception {
        double before = fleet.metric(WORKER, "jetcord_consumer_messages_total", "outcome=\"dead_letter\"");
        double letters = fleet.metric(WORKER, "jetcord_consumer_dead_letters_total", "reason=\"invalid\"");
        var envelope = EventEnvelope.ofDispatch(
                id,
                0,
                1,
                "INTERACTION_CREATE",
                Instant.now(),
                Optional.empty(),
                "session",
                new Version(1, 1),
                Optional.empty());
        var headers = new Headers();
        envelope.headers().forEach(headers::add);

        try (NatsConnection nats = fleet.connect()) {
            nats.connection()
                    .jetStream()
                    .publish(
                            Subjects.forInteraction(InteractionKind.SLASH, "ping", new Partition(0)),
                            headers,
                            body.getBytes(UTF_8));
        }

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(fleet.metric(WORKER, "jetcord_consumer_messages_total", "outcome=\"dead_letter\""))
                    .isEqualTo(before + 1);
            assertThat(fleet.metric(WORKER, "jetcord_consumer_dead_letters_total", "reason=\"invalid\""))
                    .isEqualTo(letters + 1);
        });
        assertThat(fleet.log(WORKER))
                .contains("of COMMANDS breaks the contract", "reference")
                .doesNotContain(body);
        assertAnswers();
    }

    private static void assertAnswers() throws Exception {
        // That it goes on, not how soon: a worker's first answer on a busy machine may miss Discord's three seconds.
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(fleet.type("/ping").path("state").asText()).isEqualTo("answered"));
    }
}
