package dev.jetcord.launcher.flow;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Follows {@code GET /control/feed} of the sandbox: a JSON object a line, as it happens. */
final class SandboxFeed {
    private static final long RETRY_MILLIS = 500;

    private final URI address;

    /**
     * Follows one sandbox.
     *
     * @param sandbox the sandbox, as {@code http://host:port}
     */
    SandboxFeed(String sandbox) {
        this.address = URI.create(requireNonNull(sandbox, "sandbox")).resolve("/control/feed");
    }

    /** Hands over each line until the thread is interrupted; a sandbox that has ended is waited for. */
    void follow(Consumer<String> lines) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            while (true) {
                followOnce(http, lines);
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private void followOnce(HttpClient http, Consumer<String> lines) throws InterruptedException {
        try {
            HttpResponse<Stream<String>> response =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> body = response.body()) {
                body.filter(line -> !line.isBlank()).forEach(lines);
            }
        } catch (IOException | UncheckedIOException _) {
            // The sandbox has ended, which the fleet's supervision tells.
        }
    }
}
