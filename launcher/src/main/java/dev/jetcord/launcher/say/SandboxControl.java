package dev.jetcord.launcher.say;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The sandbox's control API, as far as the launcher uses it. */
public final class SandboxControl implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(10);
    private static final int FIRST_ERROR = 400;

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /**
     * Speaks to one sandbox.
     *
     * @param address the sandbox, as {@code http://host:port}
     */
    public SandboxControl(String address) {
        this.address = URI.create(requireNonNull(address, "address"));
    }

    /**
     * Types a command.
     *
     * @param text what the user types, such as {@code /ping}
     * @param user the user's id, or the sandbox's first one
     * @param guild the guild's id, or the sandbox's first one
     * @param timeout how long to wait for what the user sees
     * @return what the user sees by then
     * @throws SandboxRefusedException when the command can't be typed, such as one that is unknown
     */
    public JsonNode type(String text, Optional<String> user, Optional<String> guild, Duration timeout)
            throws IOException, InterruptedException, SandboxRefusedException {
        ObjectNode body = JSON.createObjectNode().put("type", "command").put("text", text);
        user.ifPresent(id -> body.put("user", id));
        guild.ifPresent(id -> body.put("guild", id));
        var request = HttpRequest.newBuilder(address.resolve("/control/interactions?wait_ms=" + timeout.toMillis()))
                .timeout(timeout.plus(ANSWER_MARGIN))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new SandboxRefusedException(answer);
        }
        return answer;
    }

    @Override
    public void close() {
        http.close();
    }
}
