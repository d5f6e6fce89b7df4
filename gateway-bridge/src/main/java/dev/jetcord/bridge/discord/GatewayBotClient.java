package dev.jetcord.bridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks {@code GET /gateway/bot}, and goes on asking while Discord is away or asks for patience. */
public final class GatewayBotClient {
    private static final Logger log = LoggerFactory.getLogger(GatewayBotClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final HttpClient client;
    private final URI apiUrl;
    private final Secret token;
    private final ObjectMapper json = new ObjectMapper();

    public GatewayBotClient(HttpClient client, URI apiUrl, Secret token) {
        this.client = client;
        this.apiUrl = apiUrl;
        this.token = token;
    }

    /**
     * Asks until answered.
     *
     * @throws IllegalStateException when Discord does not accept the token
     */
    public GatewayBot get() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(apiUrl + "/gateway/bot"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bot " + token.reveal())
                .header("User-Agent", "DiscordBot (https://github.com/jetcord/jetcord, 0.1)")
                .build();
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() == OK) {
                    return read(json.readTree(response.body()));
                }
                if (response.statusCode() == UNAUTHORIZED) {
                    throw new IllegalStateException(
                            "Discord does not accept the bot's token (401). Set DISCORD_TOKEN (or"
                                    + " DISCORD_TOKEN_FILE) to the token of the application's Bot page in the Developer Portal.");
                }
                wait = response.headers()
                        .firstValue("Retry-After")
                        .map(GatewayBotClient::seconds)
                        .orElse(wait);
                log.warn("{}/gateway/bot answers {}; asking again in {}", apiUrl, response.statusCode(), wait);
            } catch (IOException away) {
                log.warn("{} cannot be reached ({}); trying again in {}", apiUrl, away.toString(), wait);
            }
            Thread.sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private static GatewayBot read(JsonNode answer) {
        JsonNode limit = answer.path("session_start_limit");
        return new GatewayBot(
                URI.create(answer.path("url").asText()),
                answer.path("shards").asInt(),
                limit.path("total").asInt(),
                limit.path("remaining").asInt(),
                Duration.ofMillis(limit.path("reset_after").asLong()),
                limit.path("max_concurrency").asInt());
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofMillis(Math.clamp((long) (Double.parseDouble(text) * 1000), 100L, 600_000L));
        } catch (NumberFormatException notANumber) {
            return FIRST_WAIT;
        }
    }
}
