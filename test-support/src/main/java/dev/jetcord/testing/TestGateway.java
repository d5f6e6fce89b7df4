package dev.jetcord.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.SandboxDiscord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The least that makes a local Discord dispatch what its users do: one session, no heartbeat, gone before Discord would
 * miss one. For tests that want real bodies and no bridge.
 */
public final class TestGateway implements AutoCloseable {
    private static final int DISPATCH = 0;
    private static final int HELLO = 10;
    private static final long READY_SECONDS = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;

    private TestGateway(URI url, Listener listener) {
        this.socket = client.newWebSocketBuilder().buildAsync(url, listener).join();
    }

    /**
     * Logs in, and returns when Discord is ready.
     *
     * @param dispatches takes the name and the {@code d} of each dispatch, on one thread
     */
    public static TestGateway open(SandboxDiscord discord, BiConsumer<String, JsonNode> dispatches)
            throws InterruptedException {
        Listener listener = new Listener(discord.token(), dispatches);
        TestGateway gateway = new TestGateway(URI.create(discord.gatewayUrl() + "?v=10&encoding=json"), listener);
        if (!listener.ready.await(READY_SECONDS, TimeUnit.SECONDS)) {
            gateway.close();
            throw new AssertionError("the sandbox did not answer IDENTIFY with READY");
        }
        return gateway;
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private static final class Listener implements WebSocket.Listener {
        private final JsonMapper json = JsonMapper.builder().build();
        private final StringBuilder frame = new StringBuilder();
        private final CountDownLatch ready = new CountDownLatch(1);
        private final String token;
        private final BiConsumer<String, JsonNode> dispatches;

        private Listener(String token, BiConsumer<String, JsonNode> dispatches) {
            this.token = token;
            this.dispatches = dispatches;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                take(webSocket, frame.toString());
                frame.setLength(0);
            }
            return WebSocket.Listener.super.onText(webSocket, "", last);
        }

        private void take(WebSocket webSocket, String text) {
            try {
                JsonNode read = json.readTree(text);
                String event = read.path("t").asText();
                int op = read.path("op").asInt();
                if (op == HELLO) {
                    webSocket.sendText(identify().toString(), true).join();
                } else if (op == DISPATCH && event.equals("READY")) {
                    ready.countDown();
                } else if (op == DISPATCH) {
                    dispatches.accept(event, read.path("d"));
                }
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }

        private ObjectNode identify() {
            ObjectNode frame = json.createObjectNode().put("op", 2);
            ObjectNode identify = frame.putObject("d").put("token", token).put("intents", 0);
            identify.putObject("properties")
                    .put("os", "linux")
                    .put("browser", "test")
                    .put("device", "test");
            return frame;
        }
    }
}
