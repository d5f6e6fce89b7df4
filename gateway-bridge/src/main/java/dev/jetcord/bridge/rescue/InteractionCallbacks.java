package dev.jetcord.bridge.rescue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.common.tracing.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The three REST calls of a rescue (Discord, "Receiving and Responding"): an interaction's own token authorises them, and no
 * rate limit of the bot's counts them. Thread-safe; calls block.
 */
public final class InteractionCallbacks {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int ALREADY_ACKNOWLEDGED = 40_060;
    private static final int BAD_REQUEST = 400;
    private static final int LOADING = 1 << 7;
    /** In traces: the paths themselves have the interaction's token. */
    private static final String CALLBACK = "/interactions/{interaction.id}/{interaction.token}/callback";

    private static final String ORIGINAL = "/webhooks/{application.id}/{interaction.token}/messages/@original";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient client;
    private final URI apiUrl;

    /** How a call ended. */
    enum Result {
        ACCEPTED,
        /** Somebody else was first. */
        ALREADY_ACKNOWLEDGED,
        /** Never will be: above all because it is too late. */
        REFUSED,
        /** May be, if it is tried again. */
        FAILED
    }

    public InteractionCallbacks(HttpClient client, URI apiUrl) {
        this.client = client;
        this.apiUrl = apiUrl;
    }

    /** Gives the first response. */
    Result respond(PendingInteraction interaction, FirstResponse response) throws InterruptedException {
        String path =
                "/interactions/" + interaction.id() + '/' + interaction.token().reveal() + "/callback";
        return send(
                "POST " + CALLBACK, request(path).POST(HttpRequest.BodyPublishers.ofString(response.json(), UTF_8)));
    }

    /** Whether "thinking" is still shown. False also where that cannot be found out. */
    boolean stillThinking(PendingInteraction interaction) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    exchange("GET " + ORIGINAL, request(original(interaction)).GET());
            return answer.statusCode() == 200
                    && (JSON.readTree(answer.body()).path("flags").asInt() & LOADING) != 0;
        } catch (IOException unreachable) {
            return false;
        }
    }

    /** Replaces what the user sees. */
    Result edit(PendingInteraction interaction, String text) throws InterruptedException {
        String body = JSON.createObjectNode().put("content", text).toString();
        return send(
                "PATCH " + ORIGINAL,
                request(original(interaction)).method("PATCH", HttpRequest.BodyPublishers.ofString(body, UTF_8)));
    }

    private static String original(PendingInteraction interaction) {
        return "/webhooks/" + interaction.application() + '/'
                + interaction.token().reveal() + "/messages/@original";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(apiUrl + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "DiscordBot (https://github.com/jetcord/jetcord, 0.1)");
    }

    private Result send(String name, HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer = exchange(name, request);
            int status = answer.statusCode();
            if (status < 300) {
                return Result.ACCEPTED;
            }
            if (status == 429 || status >= 500) {
                return Result.FAILED;
            }
            JsonNode error = JSON.readTree(answer.body());
            return error.path("code").asInt() == ALREADY_ACKNOWLEDGED ? Result.ALREADY_ACKNOWLEDGED : Result.REFUSED;
        } catch (IOException unreachable) {
            return Result.FAILED;
        }
    }

    private HttpResponse<String> exchange(String name, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (Step step = CurrentStep.child(Step.Kind.CLIENT, name)) {
            try {
                HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                step.with("http.response.status_code", Integer.toString(answer.statusCode()));
                if (answer.statusCode() >= BAD_REQUEST) {
                    step.failed(Integer.toString(answer.statusCode()));
                }
                return answer;
            } catch (IOException unreachable) {
                step.failed("unanswered");
                throw unreachable;
            }
        }
    }
}
