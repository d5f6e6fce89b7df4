package dev.jetcord.launcher.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Follows {@code GET /control/feed} of the sandbox: a JSON object a line, as it happens. */
public final class SandboxFeed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;

    /**
     * Follows one sandbox.
     *
     * @param sandbox the sandbox, as {@code http://host:port}
     */
    public SandboxFeed(String sandbox) {
        this.address = URI.create(requireNonNull(sandbox, "sandbox")).resolve("/control/feed");
    }

    /** Hands over each event in words until the sandbox ends, which the caller sees by its process. */
    public void follow(Consumer<String> events) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> response =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                lines.filter(line -> !line.isBlank()).map(SandboxFeed::words).forEach(events);
            }
        } catch (IOException | UncheckedIOException _) {
            events.accept("the feed has ended");
        }
    }

    static String words(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            String details = event.properties().stream()
                    .filter(field ->
                            !field.getKey().equals("at") && !field.getKey().equals("type"))
                    .filter(field -> field.getValue().isValueNode())
                    .map(field -> field.getKey() + "=" + field.getValue().asText())
                    .collect(Collectors.joining(" "));
            return (event.path("type").asText() + " " + details).strip();
        } catch (JsonProcessingException _) {
            return line;
        }
    }
}
