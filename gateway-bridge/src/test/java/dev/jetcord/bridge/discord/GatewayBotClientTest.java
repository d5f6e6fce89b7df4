package dev.jetcord.bridge.discord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.config.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayBotClientTest {
    private static final String ANSWER = """
            {"url":"wss://gateway.test","shards":3,
             "session_start_limit":{"total":1000,"remaining":998,"reset_after":14400000,"max_concurrency":2}}
            """;

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private GatewayBotClient client;

    private record Answer(int status, String body, String retryAfter) {
        Answer(int status, String body) {
            this(status, body, "");
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v10/gateway/bot", exchange -> {
            try (exchange) {
                Answer answer = Objects.requireNonNull(answers.poll());
                authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
                if (!answer.retryAfter().isEmpty()) {
                    exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
                }
                byte[] body = answer.body().getBytes(UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        URI api = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v10");
        client = new GatewayBotClient(HttpClient.newHttpClient(), api, new Secret("a.b.c"), new Random(1), waits::add);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsWhereAndHowToConnect() throws Exception {
        answers.add(new Answer(200, ANSWER));

        assertThat(client.await())
                .isEqualTo(new GatewayBot(URI.create("wss://gateway.test"), 3, 1000, 998, Duration.ofHours(4), 2));
        assertThat(authorizations).containsExactly("Bot a.b.c");
    }

    @Test
    void triesAgainAndLongerWhileDiscordIsNotWell() throws Exception {
        answers.add(new Answer(503, ""));
        answers.add(new Answer(200, "{\"url\":\"nowhere\"}"));
        answers.add(new Answer(429, "", "17.5"));
        answers.add(new Answer(200, ANSWER));

        assertThat(client.await().shards()).isEqualTo(3);
        assertThat(waits).hasSize(3);
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(waits.get(2)).isBetween(Duration.ofMillis(17_500), Duration.ofMillis(18_500));
    }

    @Test
    void givesUpOnATokenThatIsRefused() {
        answers.add(new Answer(401, ""));

        assertThatThrownBy(client::await)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DISCORD_TOKEN")
                .hasMessageNotContaining("a.b.c");
    }
}
