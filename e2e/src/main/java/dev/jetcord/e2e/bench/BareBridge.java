package dev.jetcord.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The ceiling of the bridge: reads a gateway by the JDK's WebSocket, inflates, finds {@code s} and {@code d}, publishes the
 * body with a message id by the bare client in a window, and does nothing else. Whatever goes wrong ends the process.
 */
final class BareBridge implements WebSocket.Listener {
    static final String GATEWAY = "GATEWAY_URL";
    static final String TOKEN = "DISCORD_TOKEN";
    static final String COMPRESSION = "DISCORD_COMPRESSION";
    static final String INTENTS = "GATEWAY_INTENTS";
    static final String NATS = "NATS_URL";
    static final String SUBJECT = "PUBLISH_SUBJECT";

    // As much as the bridge keeps in hand.
    private static final int WINDOW_MESSAGES = 4096;
    private static final int WINDOW_BYTES = 64 << 20;
    private static final int READ_AHEAD = 32;
    // Well within the interval that Discord asks for.
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private final JsonFactory json = new JsonFactory();
    private final Semaphore messages = new Semaphore(WINDOW_MESSAGES);
    private final Semaphore bytes = new Semaphore(WINDOW_BYTES);
    private final BareInflater inflater;
    private final JetStream stream;
    private final String subject;
    private volatile long sequence;
    private int read;

    private BareBridge(BareInflater inflater, JetStream stream, String subject) {
        this.inflater = inflater;
        this.stream = stream;
        this.subject = subject;
    }

    public static void main(String[] arguments) throws Exception {
        String compression = variable(COMPRESSION);
        var bridge = new BareBridge(
                BareInflater.of(compression), Nats.connect(variable(NATS)).jetStream(), variable(SUBJECT));
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(variable(GATEWAY) + "?v=10&encoding=json"
                                + (compression.equals("none") ? "" : "&compress=" + compression)),
                        bridge)
                .join();
        // Gateway, Identifying.
        socket.sendText(
                        "{\"op\":2,\"d\":{\"token\":\"%s\",\"intents\":%s,\"properties\":{}}}"
                                .formatted(variable(TOKEN), variable(INTENTS)),
                        true)
                .join();
        while (true) {
            Thread.sleep(HEARTBEAT);
            socket.sendText("{\"op\":1,\"d\":" + bridge.sequence + "}", true).join();
        }
    }

    private static String variable(String name) {
        return requireNonNull(System.getenv(name), name);
    }

    @Override
    public void onOpen(WebSocket socket) {
        socket.request(READ_AHEAD);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        return take(socket, UTF_8.encode(data.toString()), last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        return take(socket, data, last);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        return fail("closed with " + code + ' ' + reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        fail(failure.toString());
    }

    private @Nullable CompletionStage<?> take(WebSocket socket, ByteBuffer part, boolean last) {
        inflater.accept(part);
        if (last) {
            try {
                publish();
            } catch (IOException e) {
                return fail(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return fail(e.toString());
            }
            inflater.clear();
        }
        if (++read == READ_AHEAD / 2) {
            read = 0;
            socket.request(READ_AHEAD / 2);
        }
        return null;
    }

    private void publish() throws IOException, InterruptedException {
        byte[] body = new byte[0];
        try (JsonParser parser = json.createParser(inflater.bytes(), 0, inflater.length())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("s") && value == JsonToken.VALUE_NUMBER_INT) {
                    sequence = parser.getLongValue();
                } else if (name.equals("op") && parser.getIntValue() != 0) {
                    return;
                } else if (name.equals("d") && value == JsonToken.START_OBJECT) {
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    int end = (int) parser.currentLocation().getByteOffset();
                    body = Arrays.copyOfRange(inflater.bytes(), start, end);
                }
            }
        }
        int size = body.length;
        messages.acquire();
        bytes.acquire(size);
        var _ = stream.publishAsync(subject, new Headers().add("Nats-Msg-Id", "bare:" + sequence), body)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        fail(failure.toString());
                    }
                    messages.release();
                    bytes.release(size);
                });
    }

    private static @Nullable CompletionStage<?> fail(String why) {
        System.err.println(why);
        Runtime.getRuntime().halt(1);
        return null;
    }
}
