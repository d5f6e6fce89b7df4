package dev.jetcord.e2e.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Readiness;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * NATS, a local Discord and bridges as processes, to be broken: each bridge reaches NATS through a network of its own. Nobody
 * starts anything again but the scenario. Not thread-safe.
 */
final class ChaosFleet implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 20;
    private static final String TOKEN =
            Base64.getUrlEncoder().withoutPadding().encodeToString("1100000000000000001".getBytes(UTF_8)) + ".x.y";

    private final Setup setup;
    private final Path folder;
    private final Installation installation;
    private final HttpClient http = HttpClient.newHttpClient();
    private final NatsNodes nats;
    private final int sandboxPort = FreePorts.take();
    private final Child sandbox;
    private final List<BridgeProcess> bridges = new ArrayList<>();

    private ChaosFleet(Installation installation, Path folder, Setup setup) throws IOException {
        this.installation = requireNonNull(installation, "installation");
        this.folder = requireNonNull(folder, "folder");
        this.setup = requireNonNull(setup, "setup");
        this.nats = NatsNodes.start(setup.nodes(), folder);
        this.sandbox = java(
                "sandbox",
                List.of(Setup.SANDBOX_HEAP),
                Map.of(
                        "SANDBOX_TOKEN", TOKEN,
                        "SANDBOX_PORT", Integer.toString(sandboxPort),
                        "SANDBOX_MAX_CONCURRENCY", Integer.toString(setup.shards())));
    }

    /**
     * Starts one, and returns when every shard is live.
     *
     * @param folder empty; the logs are there
     */
    static ChaosFleet start(Installation installation, Path folder, Setup setup) throws Exception {
        var fleet = new ChaosFleet(installation, folder, setup);
        try {
            fleet.provision();
            for (int number = 0; number < setup.bridges(); number++) {
                fleet.bridges.add(fleet.bridge(number));
            }
            fleet.await("every bridge to be ready", START, fleet::ready);
            return fleet;
        } catch (Exception failed) {
            fleet.close();
            throw failed;
        }
    }

    private void provision() throws Exception {
        try (var readiness = new Readiness()) {
            await("NATS and the sandbox", START, () -> {
                for (String url : nats.urls()) {
                    if (readiness.problem(url).isPresent()) {
                        return false;
                    }
                }
                return readiness.problem(sandboxUrl() + "/control/health").isEmpty();
            });
        }
        // A cluster has no leader yet for a moment after its nodes answer.
        await("streams, consumers and buckets", START, () -> {
            Child provision = java("provision", List.of(), withNats());
            return provision.exitCode() == 0;
        });
    }

    private Map<String, String> withNats() {
        var all = new HashMap<>(discord());
        all.put("NATS_URL", String.join(",", nats.urls()));
        all.put("STREAM_REPLICAS", Integer.toString(setup.nodes()));
        return all;
    }

    private Map<String, String> discord() {
        return Map.of("DISCORD_TOKEN", TOKEN, "DISCORD_API_URL", sandboxUrl() + "/api/v10");
    }

    private BridgeProcess bridge(int number) throws IOException {
        var environment = new HashMap<>(discord());
        environment.put("DISCORD_SHARDS", Integer.toString(setup.shards()));
        // What the sandbox's load sends.
        environment.put("DISCORD_INTENTS", "GUILDS,GUILD_MEMBERS,GUILD_MESSAGES");
        var java = new ArrayList<>(List.of(installation.java().toString()));
        java.addAll(installation.jvmFlags());
        return BridgeProcess.start(number, java, environment, nats.urls(), folder, http);
    }

    private Child java(String module, List<String> flags, Map<String, String> environment) throws IOException {
        var command = new ArrayList<>(List.of(installation.java().toString()));
        command.addAll(installation.jvmFlags());
        command.addAll(flags);
        command.addAll(List.of("-jar", installation.jar(module).toString()));
        return Child.start(module, command, environment, folder);
    }

    Setup setup() {
        return setup;
    }

    NatsNodes nats() {
        return nats;
    }

    List<BridgeProcess> bridges() {
        return List.copyOf(bridges);
    }

    /** Whether every bridge has its share, and all of its shards are live. */
    boolean ready() throws InterruptedException {
        for (BridgeProcess bridge : bridges) {
            if (!bridge.ready()) {
                return false;
            }
        }
        return true;
    }

    /** A connection to NATS round every fault, which the caller closes. */
    NatsConnection connect() throws InterruptedException {
        var connection = new NatsConnection(new NatsConfiguration(nats.urls(), Optional.empty()), "chaos");
        connection.awaitConnected();
        return connection;
    }

    /** Calls the sandbox's control API, and returns what it answers. */
    JsonNode control(String method, String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(http.send(
                        HttpRequest.newBuilder(URI.create(sandboxUrl() + "/control" + path))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body());
    }

    /** Calls a route of the sandbox's control API that answers line by line; the caller closes the stream. */
    Stream<String> controlLines(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(sandboxUrl() + "/control" + path))
                                .build(),
                        BodyHandlers.ofLines())
                .body();
    }

    /** Something that comes true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * Waits for it, and returns how long it took.
     *
     * @throws IOException when it does not come true in time
     */
    Duration await(String what, Duration most, Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!holds(condition)) {
            if (System.nanoTime() - start > most.toNanos()) {
                throw new IOException("waited " + most.toSeconds() + " s for " + what + "; the logs are in " + folder);
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    // What has just been killed, or is being started, gives no answer yet.
    private static boolean holds(Condition condition) throws Exception {
        try {
            return condition.holds();
        } catch (IOException _) {
            return false;
        }
    }

    private String sandboxUrl() {
        return "http://127.0.0.1:" + sandboxPort;
    }

    @Override
    public void close() {
        bridges.forEach(BridgeProcess::end);
        sandbox.kill();
        nats.all().forEach(Child::kill);
        http.shutdownNow();
    }
}
