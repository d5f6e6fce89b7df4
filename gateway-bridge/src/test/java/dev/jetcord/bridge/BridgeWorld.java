package dev.jetcord.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.world.Dispatch;
import dev.jetcord.testing.TestNats;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.MessageInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A local Discord, a real NATS server with the declared topology, and the bridges that a test starts between them. */
final class BridgeWorld implements AutoCloseable {
    final TestNats nats = TestNats.start();
    final SandboxDiscord discord;
    final NatsConnection connection =
            new NatsConnection(new NatsConfiguration(List.of(nats.url()), Optional.empty()), "test");
    final List<String> fatalities = new CopyOnWriteArrayList<>();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Bridge> bridges = new ArrayList<>();

    BridgeWorld(SandboxSettings settings) throws Exception {
        discord = SandboxDiscord.start(settings);
        connection.awaitConnected();
    }

    BridgeWorld() throws Exception {
        this(SandboxSettings.forTests().withoutGuilds());
    }

    BridgeWorld provisioned() throws Exception {
        new Provisioner(connection, 1).apply();
        return this;
    }

    /** What a bridge is configured by, with the test's own values over it. */
    Map<String, String> environment(String... others) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "NATS_URL",
                nats.url(),
                "DISCORD_TOKEN",
                discord.token(),
                "DISCORD_API_URL",
                discord.apiUrl().toString(),
                "DISCORD_INTENTS",
                "GUILDS,DIRECT_MESSAGES",
                "OPERATIONS_PORT",
                "0",
                "STOP_TIMEOUT",
                "5s"));
        for (int i = 0; i < others.length; i += 2) {
            environment.put(others[i], others[i + 1]);
        }
        return environment;
    }

    /** A bridge that has not begun. */
    Bridge bridge(String... others) throws Exception {
        Bridge bridge = new Bridge(
                Settings.load(environment(others), BridgeConfiguration::from),
                InstantSource.system(),
                fatality -> fatalities.add(fatality.message()));
        bridges.add(bridge);
        return bridge;
    }

    /** A bridge all of whose shards are live. */
    Bridge ready(String... others) throws Exception {
        Bridge bridge = bridge(others);
        bridge.start();
        awaitReady(bridge);
        return bridge;
    }

    void awaitReady(Bridge bridge) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get(bridge, "/readyz"))
                        .doesNotContain("not")
                        .satisfies(text -> assertThat(status(bridge, "/readyz")).isEqualTo(200)));
    }

    int status(Bridge bridge, String path) throws Exception {
        return request(bridge, path).statusCode();
    }

    String get(Bridge bridge, String path) throws Exception {
        return request(bridge, path).body();
    }

    /** The status of a POST without a body. */
    int post(Bridge bridge, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(bridge, path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** The value of a metric's first sample whose line begins so; 0 where there is none. */
    double metric(Bridge bridge, String start) throws Exception {
        return get(bridge, "/metrics")
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> request(Bridge bridge, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(bridge, path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(Bridge bridge, String path) {
        return URI.create("http://127.0.0.1:" + bridge.operationsPort() + path);
    }

    /** Sends an event to shard 0, exactly these bytes. */
    void dispatch(String event, String json) {
        discord.dispatch(new Dispatch(event, OptionalLong.empty(), json.getBytes(UTF_8), OptionalLong.empty(), false));
    }

    /** What a stream holds, in its order. */
    List<MessageInfo> stored(String stream) throws Exception {
        var management = connection.connection().jetStreamManagement();
        var state = management.getStreamInfo(stream).getStreamState();
        List<MessageInfo> messages = new ArrayList<>();
        for (long sequence = state.getFirstSequence(); sequence <= state.getLastSequence(); sequence++) {
            messages.add(management.getMessage(stream, sequence));
        }
        return messages;
    }

    /** The stored bodies of one event, in the stream's order. */
    List<String> bodies(String event) throws Exception {
        String subject = "events.*." + event + ".*";
        PushSubscribeOptions ordered =
                PushSubscribeOptions.builder().stream("EVENTS").ordered(true).build();
        JetStreamSubscription subscription = connection.connection().jetStream().subscribe(subject, ordered);
        List<String> bodies = new ArrayList<>();
        long pending = subscription.getConsumerInfo().getCalculatedPending();
        while (bodies.size() < pending) {
            Message message = subscription.nextMessage(Duration.ofSeconds(5));
            bodies.add(new String(
                    requireNonNull(message, "a message that is pending").getData(), UTF_8));
        }
        subscription.unsubscribe();
        return bodies;
    }

    static String header(MessageInfo message, String name) {
        return requireNonNull(requireNonNull(message.getHeaders()).getFirst(name), name);
    }

    @Override
    public void close() {
        bridges.forEach(bridge -> bridge.lifecycle().stop());
        connection.close();
        discord.close();
        nats.close();
        http.close();
    }
}
