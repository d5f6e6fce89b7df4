package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;

import dev.jetcord.sandbox.nats.FaultyProxy;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A bridge with a network of its own to NATS, and a clock that can be set. Not thread-safe. */
final class BridgeProcess {
    private static final int OK = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Child process;
    private final List<FaultyProxy> network;
    private final int port;
    private final Path clock;
    private final HttpClient http;

    private BridgeProcess(Child process, List<FaultyProxy> network, int port, Path clock, HttpClient http) {
        this.process = requireNonNull(process, "process");
        this.network = List.copyOf(network);
        this.port = port;
        this.clock = requireNonNull(clock, "clock");
        this.http = requireNonNull(http, "http");
    }

    /**
     * Starts one.
     *
     * @param java the program and its flags
     * @param environment without NATS and the operations port
     */
    static BridgeProcess start(
            int number,
            List<String> java,
            Map<String, String> environment,
            List<String> natsUrls,
            Path folder,
            HttpClient http)
            throws IOException {
        List<FaultyProxy> network = natsUrls.stream().map(FaultyProxy::new).toList();
        Path clock = folder.resolve("bridge-" + number + ".clock");
        Files.writeString(clock, "0");
        int port = FreePorts.take();
        var all = new HashMap<>(environment);
        all.put("NATS_URL", network.stream().map(FaultyProxy::url).collect(Collectors.joining(",")));
        all.put("OPERATIONS_PORT", Integer.toString(port));
        var command = new ArrayList<>(java);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), JumpingBridge.class.getName(), clock.toString()));
        return new BridgeProcess(Child.start("bridge-" + number, command, all, folder), network, port, clock, http);
    }

    Child process() {
        return process;
    }

    boolean ready() throws InterruptedException {
        try {
            return get("/readyz").statusCode() == OK;
        } catch (IOException _) {
            // It is being started.
            return false;
        }
    }

    /** The sum of a metric's samples. */
    double metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Nothing gets through between it and NATS any more, and neither is told. */
    void cutOff() {
        network.forEach(FaultyProxy::partition);
    }

    void reconnect() {
        network.forEach(FaultyProxy::heal);
    }

    /** Sets its time of day so far from the truth. */
    void setClock(Duration offset) throws IOException {
        Files.writeString(clock, Long.toString(offset.toMillis()));
    }

    void end() {
        process.kill();
        network.forEach(FaultyProxy::close);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(TIMEOUT)
                        .build(),
                BodyHandlers.ofString());
    }
}
