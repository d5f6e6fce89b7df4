package dev.jetcord.e2e.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.access.NatsUser;
import dev.jetcord.launcher.fleet.Home;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.NatsPlace;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fleet of real processes in a home and on ports of its own, started by the launcher as it is packaged, as a person would.
 * Thread-safe.
 */
public final class LaunchedFleet {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** One for each service's operations endpoint, and those of NATS, the sandbox and PostgreSQL. */
    private static final int PORTS = 7;

    private final Path libraries;
    private final Path home;
    private final int firstPort = FreePorts.takeRow(PORTS);
    private final HttpClient http = HttpClient.newHttpClient();
    /** The commands of the launcher that run. */
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /**
     * Prepares a fleet; nothing runs yet.
     *
     * @param libraries the folder with the launcher's jar and every service's
     * @param home an empty folder
     */
    public LaunchedFleet(Path libraries, Path home) {
        this.libraries = requireNonNull(libraries, "libraries");
        this.home = requireNonNull(home, "home");
    }

    /** How a command of the launcher ended. */
    public record Run(int exitCode, String output) {}

    /** Runs a command of the launcher to its end. */
    public Run jetcord(String... arguments) throws IOException, InterruptedException {
        return jetcord(Map.of(), arguments);
    }

    public Run jetcord(Map<String, String> more, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = launcher(arguments);
        builder.environment().putAll(more);
        Process process = builder.start();
        running.add(process);
        try {
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Run(process.waitFor(), output);
        } finally {
            running.remove(process);
        }
    }

    /** Brings it up, and leaves it to itself. */
    public LaunchedFleet up() throws IOException, InterruptedException {
        Run up = jetcord("up", "--detach");
        if (up.exitCode() != 0) {
            throw new AssertionError("the fleet is not up:\n" + up.output());
        }
        return this;
    }

    /** The launcher's process, with what it prints in one stream, not started yet. */
    public ProcessBuilder launcher(String... arguments) throws IOException {
        var installation = Installation.ofThisLauncher(libraries, "");
        var command = new ArrayList<>(List.of(
                installation.java().toString(),
                "-Djetcord.root=" + home.getParent(),
                "-jar",
                installation.jar("launcher").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("JETCORD_HOME", home.toString());
        environment.put("JETCORD_OPERATIONS_PORT", Integer.toString(firstPort));
        environment.put("JETCORD_NATS_PORT", Integer.toString(firstPort + 4));
        environment.put("JETCORD_SANDBOX_PORT", Integer.toString(firstPort + 5));
        environment.put("JETCORD_POSTGRES_PORT", Integer.toString(firstPort + 6));
        environment.remove("DATABASE_URL");
        environment.remove("NATS_URL");
        return builder;
    }

    public int firstPort() {
        return firstPort;
    }

    /** What a process is told of the fleet's NATS server to be taken for a service. */
    public Map<String, String> natsEnvironment(NatsUser user) throws IOException {
        return NatsPlace.running(new Home(home)).orElseThrow().environment(user);
    }

    /** A connection of an operator's to the fleet's NATS server, which the caller closes. */
    public NatsConnection connect() throws IOException, InterruptedException {
        var configuration = Settings.load(natsEnvironment(NatsUser.OPERATOR), NatsConfiguration::from);
        var nats = new NatsConnection(configuration, NatsUser.OPERATOR.id());
        nats.awaitConnected();
        return nats;
    }

    public String discordUrl() {
        return "http://127.0.0.1:" + (firstPort + 5) + "/api/v10";
    }

    /** Of the sandbox's bot; secret, as far as logs go. */
    public String token() throws IOException {
        return Files.readString(home.resolve("sandbox-token")).strip();
    }

    public String applicationId() throws IOException {
        String first = token().substring(0, token().indexOf('.'));
        return new String(Base64.getUrlDecoder().decode(first), UTF_8);
    }

    public String log(String service) throws IOException {
        return Files.readString(home.resolve("logs").resolve(service + ".log"));
    }

    /** What its NATS server has refused to somebody, since it started last. */
    public List<String> refusals() throws IOException {
        return log("nats").lines().filter(line -> line.contains("Violation")).toList();
    }

    /** The process of a service by the launcher's own records. */
    public ProcessHandle process(String service) throws IOException {
        JsonNode entry =
                JSON.readTree(home.resolve("run").resolve(service + ".json").toFile());
        return ProcessHandle.of(entry.path("pid").asLong()).orElseThrow();
    }

    /** {@code kill -9}; returns when the process has ended. */
    public void kill(String service) throws IOException {
        ProcessHandle process = process(service);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Sends a signal, such as {@code STOP}. */
    public void signal(String service, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process(service).pid()))
                .start()
                .waitFor();
    }

    /** Calls the sandbox's control API, and returns what it answers. */
    public JsonNode control(String method, String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (firstPort + 5) + "/control" + path))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build())
                        .body());
    }

    /** Calls a route of the sandbox's control API that answers line by line. */
    public List<String> controlLines(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (firstPort + 5) + "/control" + path))
                        .build())
                .body()
                .lines()
                .toList();
    }

    /** Types a command as a user; returns what that user sees when there is an answer, or after ten seconds. */
    public JsonNode type(String text) throws IOException, InterruptedException {
        return control(
                "POST",
                "/interactions?wait_ms=10000",
                JSON.createObjectNode().put("type", "command").put("text", text).toString());
    }

    /** Asks the operations endpoint of a service. */
    public HttpResponse<String> operations(String service, String path) throws IOException, InterruptedException {
        int port = firstPort + Services.LONG_RUNNING.indexOf(service);
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build());
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /**
     * The sum of a metric's samples.
     *
     * @param labels texts that a sample must have, such as {@code outcome="done"}
     */
    public double metric(String service, String name, String... labels) throws IOException, InterruptedException {
        return operations(service, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Every process that has this home in its arguments, whoever knows of it. */
    public long processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> Arrays.stream(arguments).anyMatch(word -> word.contains(home.toString())))
                        .orElse(false))
                .count();
    }

    /** Stops all of it, in whatever state it is. */
    public void stop() throws IOException, InterruptedException {
        jetcord("down");
        http.close();
    }

    /** Stops all of it while something else may still be asked of it, as when this program is told to end. */
    public void abandon() throws IOException, InterruptedException {
        // One that is bringing the fleet up would go on doing so.
        for (Process command : running) {
            command.destroy();
            command.waitFor();
        }
        jetcord("down");
    }

    // Six ports that follow one another: below the range from which the system gives out ports of its own.
}
