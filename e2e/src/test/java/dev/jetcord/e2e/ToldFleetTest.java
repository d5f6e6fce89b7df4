package dev.jetcord.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.e2e.Recording.Message;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.testing.OtlpReceiver;
import dev.jetcord.testing.OtlpReceiver.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fleet says of itself, in its logs and to a collector of traces, and what it never says. */
class ToldFleetTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BROKEN_ID = "1574763222655827968";
    private static final String INTERACTION_TOKEN = "aW50ZXJhY3Rpb246dG9rZW4tb2YtYS10ZXN0";
    private static final String WRITTEN = "what-a-member-wrote";
    /** One that any development node has. */
    private static final String WALLET = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

    private static final String TYPED = "what-a-user-typed";

    @TempDir
    private static Path folder;

    private static OtlpReceiver collector;
    private static LaunchedFleet fleet;

    @BeforeAll
    static void liveThroughSomeTrouble() throws Exception {
        collector = new OtlpReceiver();
        fleet = PackagedFleet.in(folder.resolve("home"));
        LaunchedFleet.Run up = fleet.jetcord(
                Map.of(
                        "LOG_FORMAT", "json",
                        "LOG_LEVEL", "DEBUG",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(),
                        "OTEL_BSP_SCHEDULE_DELAY", "200"),
                "up",
                "--detach");
        assertThat(up.exitCode()).as(up.output()).isZero();
        fleet.type("/ping");
        fleet.control(
                "POST",
                "/dispatch",
                "{\"event\":\"MESSAGE_CREATE\",\"data\":{\"id\":\"1\",\"content\":\"" + WRITTEN + "\"}}");
        // It is an interaction for the bridge, and none for a worker.
        fleet.control("POST", "/dispatch", """
                {"event":"INTERACTION_CREATE","data":{"id":"%s","token":"%s","type":2,
                 "data":{"name":"ping","type":1,"options":[{"name":"text","type":3,"value":"%s"}]}}}""".formatted(BROKEN_ID, INTERACTION_TOKEN, TYPED));
        await().atMost(SOON).until(() -> fleet.log("command-worker").contains("breaks the contract"));
    }

    @AfterAll
    static void stop() throws Exception {
        fleet.stop();
        collector.close();
    }

    @Test
    void everyLineIsAJsonObject() throws IOException {
        for (String service : Services.LONG_RUNNING) {
            assertThat(fleet.log(service).lines())
                    .as(service)
                    .isNotEmpty()
                    .allSatisfy(
                            line -> assertThat(JSON.readTree(line).isObject()).isTrue());
        }
    }

    @Test
    void aLineAboutAMessageNamesItAndItsTraceAndTheReferenceThatItsUserHas() throws IOException {
        JsonNode line = JSON.readTree(fleet.log("command-worker")
                .lines()
                .filter(it -> it.contains("breaks the contract"))
                .findFirst()
                .orElseThrow());
        JsonNode labels = line.path("mdc");

        assertThat(labels.path("message_id").asText()).isEqualTo(BROKEN_ID);
        assertThat(labels.path("trace_id").asText()).matches("[0-9a-f]{32}");
        assertThat(labels.path("reference_id").asText()).matches("[0-9a-f]{8,}");
        assertThat(line.path("formattedMessage").asText())
                .contains("(reference " + labels.path("reference_id").asText() + ")");
    }

    @Test
    void noLineHasASecretOrWhatSomebodyWrote() throws IOException {
        List<String> secrets = new ArrayList<>(List.of(INTERACTION_TOKEN, WRITTEN, TYPED, fleet.token()));
        secrets.add(Files.readString(folder.resolve("home/postgres-password")).strip());
        try (Stream<Path> seeds = Files.list(folder.resolve("home/nats/keys"))) {
            for (Path seed :
                    seeds.filter(file -> file.toString().endsWith(".nk")).toList()) {
                secrets.add(Files.readString(seed).strip());
            }
        }
        assertThat(secrets).hasSizeGreaterThan(8).doesNotContain("");

        try (Stream<Path> logs = Files.list(folder.resolve("home/logs"))) {
            assertThat(logs).hasSizeGreaterThan(6).allSatisfy(log -> {
                String said = Files.readString(log);
                assertThat(secrets).as(log.toString()).noneMatch(said::contains);
            });
        }
    }

    @Test
    void aCollectorSeesTheWayFromTheFrameToDiscordsAnswer() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(collector.spans())
                        .extracting(Seen::service)
                        .contains("gateway-bridge", "command-worker"));
        await().atMost(SOON).untilAsserted(() -> collector.span("process COMMANDS"));

        Seen published = collector.span("publish INTERACTION_CREATE");
        Seen processed = child(published);
        Seen asked = child(processed);
        assertThat(published.service()).isEqualTo("gateway-bridge");
        assertThat(processed.name()).isEqualTo("process COMMANDS");
        assertThat(asked.name()).contains("/callback").doesNotContain(INTERACTION_TOKEN);
        assertThat(asked.failed()).isFalse();
    }

    @Test
    void writesWhatTheWorkersOfTheLastReleaseRead() throws Exception {
        Map<String, Map<String, String>> last =
                Recording.ofLastRelease().messages().stream().collect(toMap(Message::kind, Message::form));
        List<Message> now = RecordMessages.read(fleet).messages();

        assertThat(now)
                .filteredOn(message -> last.containsKey(message.kind()))
                .extracting(Message::kind)
                .contains("commands.slash.ping", "events.state.guild_create");
        // More headers than before harm nobody; the ones that were must be there, in their old form.
        assertThat(now)
                .filteredOn(message -> last.containsKey(message.kind()))
                .allSatisfy(message -> assertThat(message.form()).containsAllEntriesOf(last.get(message.kind())));
    }

    @Test
    void aTraceGoesOnByRequestsToTheChain() throws Exception {
        fleet.type("/rule add name:holders role:Crew kind:native_balance chain:sandbox minimum:2");
        LaunchedFleet.Run link = fleet.jetcord("say", "/wallet link address:" + WALLET, "--sign");
        assertThat(link.exitCode()).as(link.output()).isZero();
        fleet.type("/eligibility check");

        List<Seen> way = await().atMost(SOON).until(() -> wayToTheChain(), steps -> !steps.isEmpty());
        assertThat(way).extracting(Seen::trace).containsOnly(way.getFirst().trace());
        assertThat(way)
                .extracting(Seen::service)
                .startsWith("eligibility-worker")
                .contains("command-worker");
        String trace = way.getFirst().trace();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(collector.spans())
                        .filteredOn(span ->
                                span.trace().equals(trace) && span.service().equals("command-worker"))
                        .extracting(Seen::name)
                        .anyMatch(name -> name.contains("/callback") || name.contains("@original")));
    }

    /** From a question to the chain back to the frame that led to it; empty as long as not all of it is known. */
    private static List<Seen> wayToTheChain() {
        Map<String, Seen> byId = collector.spans().stream().collect(toMap(Seen::id, span -> span, (one, _) -> one));
        for (Seen chain : byId.values()) {
            if (chain.name().equals("chain rpc")) {
                List<Seen> way = Stream.iterate(
                                Optional.of(chain),
                                Optional::isPresent,
                                span -> span.flatMap(it -> Optional.ofNullable(byId.get(it.parent()))))
                        .map(Optional::orElseThrow)
                        .toList();
                if (way.getLast().name().equals("publish INTERACTION_CREATE")) {
                    return way;
                }
            }
        }
        return List.of();
    }

    private static Seen child(Seen parent) {
        return await().atMost(SOON)
                .until(
                        () -> collector.spans().stream()
                                .filter(span -> span.parent().equals(parent.id()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
