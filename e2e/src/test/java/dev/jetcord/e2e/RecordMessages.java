package dev.jetcord.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.e2e.Recording.Message;
import dev.jetcord.e2e.fleet.LaunchedFleet;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@code RecordMessages RELEASE}: lets a fleet of this build do what it does, and keeps what it has written into its streams. To
 * be run once a release, by the names in {@code CONTRIBUTING.md}.
 */
final class RecordMessages {
    private static final List<String> STREAMS = List.of("COMMANDS", "EVENTS");

    private static final Predicate<String> WORKERS_READ =
            Pattern.compile("commands\\..*|events\\.state\\..*").asMatchPredicate();
    private static final String TOKEN = "(\"token\":\")[^\"]*";

    private RecordMessages() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(System.getProperty("jetcord.root"));
        LaunchedFleet fleet = new LaunchedFleet(
                root.resolve("distribution/target/lib"),
                Files.createTempDirectory("jetcord-recording").resolve("home"));
        fleet.up();
        try {
            live(fleet);
            Recording recording = read(fleet);
            recording.write(arguments[0]);
            System.out.println("recorded " + recording.messages());
        } finally {
            fleet.stop();
        }
    }

    /** The first message of each kind that a fleet has written. */
    static Recording read(LaunchedFleet fleet) throws IOException, InterruptedException, JetStreamApiException {
        Map<String, Message> kinds = new TreeMap<>();
        try (NatsConnection nats = fleet.connect()) {
            JetStreamManagement streams = nats.connection().jetStreamManagement();
            for (String stream : STREAMS) {
                read(streams, stream, kinds);
            }
        }
        return new Recording(List.copyOf(kinds.values()));
    }

    private static void live(LaunchedFleet fleet) throws IOException, InterruptedException {
        fleet.type("/ping");
        fleet.type("/eligibility rules");
        String guild = fleet.control("POST", "/guilds", "{\"name\":\"Recorded\",\"members\":3}")
                .path("id")
                .asText();
        String member = fleet.control("POST", "/guilds/" + guild + "/members", "{}")
                .at("/user/id")
                .asText();
        fleet.control("POST", "/guilds/" + guild + "/roles", "{\"name\":\"holder\"}");
        fleet.control("DELETE", "/guilds/" + guild + "/members/" + member, "");
        fleet.control("DELETE", "/guilds/" + guild, "");
        fleet.control("POST", "/gateway/invalidate", "{\"resumable\":false}");
        Thread.sleep(10_000);
    }

    private static void read(JetStreamManagement streams, String stream, Map<String, Message> kinds)
            throws IOException, JetStreamApiException {
        long last = streams.getStreamInfo(stream).getStreamState().getLastSequence();
        for (long sequence = 1; sequence <= last; sequence++) {
            MessageInfo info = streams.getMessage(stream, sequence);
            Headers written = info.getHeaders();
            byte[] body = info.getData();
            if (written != null && body != null) {
                Map<String, String> headers = new TreeMap<>();
                written.forEach((name, values) -> headers.put(name, values.getFirst()));
                Message message = new Message(
                        stream, info.getSubject(), headers, new String(body, UTF_8).replaceAll(TOKEN, "$1recorded"));
                if (WORKERS_READ.test(message.subject())) {
                    kinds.putIfAbsent(message.kind(), message);
                }
            }
        }
    }
}
