package dev.jetcord.bridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Discord where and how to connect, for as long as it takes. Thread-safe. */
public final class GatewayBotClient {
    private static final Logger log = LoggerFactory.getLogger(GatewayBotClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;
    private static final String TOKEN_REFUSED =
            "Discord answered GET /gateway/bot with 401: it does not accept the bot's token. Set DISCORD_TOKEN (or "
                    + "DISCORD_TOKEN_FILE) to the token of the application's Bot page in the Developer Portal.";

    private final HttpClient client;
    private final URI apiUrl;
    private final Secret token;
    private final RandomGenerator random;
    private final Sleep sleep;
    private final ObjectMapper json = new ObjectMapper();

    public GatewayBotClient(HttpClient client, URI apiUrl, Secret token, RandomGenerator random) {
        this(client, apiUrl, token, random, Thread::sleep);
    }

    /** @param sleep how to wait */
    GatewayBotClient(HttpClient client, URI apiUrl, Secret token, RandomGenerator random, Sleep sleep) {
        this.client = client;
        this.apiUrl = apiUrl;
        this.token = token;
        this.random = random;
        this.sleep = sleep;
    }

    /**
     * Waits for an answer: 429, 5xx and an unreachable Discord are tried again with growing waits.
     *
     * @throws ConfigurationException when Discord does not accept the token: no later attempt could succeed
     */
    public GatewayBot await() throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt, MAX_DOUBLINGS));
            try {
                HttpResponse<String> response = client.send(request(), HttpResponse.BodyHandlers.ofString());
                switch (response.statusCode()) {
                    case 200 -> {
                        return read(response.body());
                    }
                    case 401 -> throw new ConfigurationException(List.of(TOKEN_REFUSED));
                    default -> {
                        log.warn("Discord answered GET /gateway/bot with {}; trying again", response.statusCode());
                        wait = longer(wait, response);
                    }
                }
            } catch (IOException | IllegalArgumentException failure) {
                log.warn(
                        "GET {}/gateway/bot failed ({}); trying again",
                        apiUrl,
                        failure.getClass().getSimpleName());
            }
            sleep.sleep(wait.plusMillis(random.nextLong(FIRST_WAIT.toMillis())));
        }
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create(apiUrl + "/gateway/bot"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bot " + token.reveal())
                .header("User-Agent", "DiscordBot (https://github.com/jetcord/jetcord, 0.1)")
                .build();
    }

    private GatewayBot read(String body) throws IOException {
        JsonNode answer = json.readTree(body);
        JsonNode limit = answer.path("session_start_limit");
        return new GatewayBot(
                URI.create(answer.path("url").asText()),
                answer.path("shards").asInt(),
                limit.path("total").asInt(),
                limit.path("remaining").asInt(),
                Duration.ofMillis(limit.path("reset_after").asLong()),
                limit.path("max_concurrency").asInt());
    }

    /** Discord, "Rate Limits": Retry-After is in seconds. */
    private static Duration longer(Duration wait, HttpResponse<String> response) {
        Duration asked = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}(\\.\\d+)?"))
                .map(value -> Duration.ofMillis((long) (Double.parseDouble(value) * 1000)))
                .orElse(Duration.ZERO);
        return asked.compareTo(wait) > 0 ? asked : wait;
    }

    /** Waits. */
    @FunctionalInterface
    interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }
}
