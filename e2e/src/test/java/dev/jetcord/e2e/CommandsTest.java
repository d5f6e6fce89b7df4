package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.access.NatsUser;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.testing.JavaProcess;
import io.nats.client.JetStreamManagement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many commands at once, and one that fails, over the whole fleet. */
class CommandsTest {
    private static final int AT_ONCE = 100;
    private static final int MOST_GOES = 8;
    private static final Pattern REFERENCE = Pattern.compile("\\b[0-9a-f]{8,16}\\b");

    @TempDir
    private Path folder;

    private LaunchedFleet fleet;

    @BeforeEach
    void start() throws Exception {
        fleet = PackagedFleet.in(folder.resolve("home")).up();
    }

    @AfterEach
    void stop() throws Exception {
        fleet.stop();
    }

    @Test
    void aHundredAtOnceAreAnsweredSideBySide() throws Exception {
        // On a busy machine the bridge's rescue may take part, and what it sends is under way
        // too. A limit anywhere in the fleet would make it do so in each go.
        boolean byWorkerAlone = false;
        for (int go = 0; go < MOST_GOES && !byWorkerAlone; go++) {
            byWorkerAlone = requestsUntilAllAreAnswered() == AT_ONCE;
        }

        assertThat(byWorkerAlone).isTrue();
        assertThat(statistic("rate_limited")).isZero();
    }

    /** How many requests the sandbox gets for many commands, all held up until as many callbacks are under way. */
    private int requestsUntilAllAreAnswered() throws Exception {
        int before = statistic("rest_requests");
        fleet.control("PUT", "/faults", "{\"rest_latency_ms\":60000}");
        List<Future<JsonNode>> replies = new ArrayList<>();
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int count = 0; count < AT_ONCE; count++) {
                replies.add(users.submit(() -> fleet.type("/ping")));
            }
            await().until(() -> statistic("callbacks_in_flight") >= AT_ONCE);
            fleet.control("PUT", "/faults", "{}");
        }
        for (Future<JsonNode> reply : replies) {
            assertThat(reply.resultNow().path("state").asText()).isEqualTo("answered");
        }
        await().until(() -> statistic("callbacks_in_flight") == 0);
        return statistic("rest_requests") - before;
    }

    private int statistic(String name) throws Exception {
        return fleet.control("GET", "/statistics", "").path(name).asInt();
    }

    @Test
    void aHandlerThatThrowsTellsTheUserAReferenceAndNobodyAnythingElse() throws Exception {
        fleet.process("command-worker").destroy();
        var environment = new HashMap<>(fleet.natsEnvironment(NatsUser.COMMAND_WORKER));
        environment.putAll(Map.of(
                "DISCORD_TOKEN",
                fleet.token(),
                "DISCORD_API_URL",
                fleet.discordUrl(),
                "OPERATIONS_PORT",
                "0",
                "LOG_FLOW",
                "true"));
        try (JavaProcess failing = JavaProcess.start(FailingCommandWorker.class, environment)) {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> failing.get("/readyz").statusCode() == 200);

            JsonNode seen = fleet.type("/ping");

            assertThat(seen.path("state").asText()).isEqualTo("answered");
            assertThat(seen.path("messages")).hasSize(1);
            assertThat(seen.at("/messages/0/ephemeral").asBoolean()).isTrue();
            Matcher reference = REFERENCE.matcher(seen.at("/messages/0/content").asText());
            assertThat(reference.find()).isTrue();
            failing.awaitOutput(reference.group());
            assertThat(failing.output().lines().filter(line -> line.contains(reference.group())))
                    .hasSize(1);
            assertNothingSecretIn(failing.output() + allLogs());
        }
    }

    private String allLogs() throws IOException {
        var logs = new StringBuilder();
        for (String service : List.of(
                "nats",
                "postgres",
                "sandbox",
                "provision",
                "gateway-bridge",
                "command-worker",
                "event-worker",
                "eligibility-worker")) {
            String log = fleet.log(service);
            logs.append(log);
        }
        return logs.toString();
    }

    private void assertNothingSecretIn(String logs) throws Exception {
        JsonNode interaction = new ObjectMapper().readTree(lastCommand());
        String token = interaction.path("token").asText();
        assertThat(token).isNotEmpty();
        assertThat(logs)
                .doesNotContain(token)
                .doesNotContain(fleet.token())
                .doesNotContain(FailingCommandWorker.QUOTED)
                // Of the payload, only ids and the command's name may be logged.
                .doesNotContain("\"application_id\"")
                // As a word: a short name may stand in a checksum.
                .doesNotContainPattern("\\b"
                        + Pattern.quote(interaction.at("/member/user/username").asText()) + "\\b");
    }

    private byte[] lastCommand() throws Exception {
        try (NatsConnection nats = fleet.connect()) {
            JetStreamManagement streams = nats.connection().jetStreamManagement();
            long last = streams.getStreamInfo("COMMANDS").getStreamState().getLastSequence();
            return streams.getMessage("COMMANDS", last).getData();
        }
    }
}
