package dev.jetcord.launcher.fleet;

import dev.jetcord.sandbox.nats.NatsInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a service whether it is ready: a NATS server by its greeting, which must offer JetStream; everything else by a GET,
 * which must be answered with 200.
 */
public final class Readiness implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int SHOWN = 300;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * What keeps the service from being ready; empty when it is.
     *
     * @param address {@code nats://...} or {@code http://...}
     */
    public Optional<String> problem(String address) throws InterruptedException {
        try {
            return address.startsWith("http") ? http(URI.create(address)) : nats(address);
        } catch (IOException e) {
            return Optional.of("it does not answer at " + address);
        }
    }

    private static Optional<String> nats(String address) throws IOException {
        return NatsInfo.read(address, TIMEOUT).jetStream()
                ? Optional.empty()
                : Optional.of("the server at " + address + " has no JetStream");
    }

    private Optional<String> http(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == OK) {
            return Optional.empty();
        }
        String body = response.body().strip();
        return Optional.of("not ready: " + (body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "..."));
    }

    @Override
    public void close() {
        http.close();
    }
}
