package dev.jetcord.bridge.transport;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the gateway. Messages come only when requested, which is the back-pressure; sends go out in order.
 * Thread-safe.
 */
public final class GatewaySocket {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int NO_CLOSE_FRAME = 1006;

    private final SocketEvents events;
    private final MessageReader reader;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<WebSocket> socket;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    /**
     * Begins to connect.
     *
     * @param url without query
     */
    public GatewaySocket(HttpClient client, URI url, Compression compression, SocketEvents events) {
        this.events = requireNonNull(events, "events");
        this.reader = compression.newReader();
        this.socket = client.newWebSocketBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .buildAsync(withQuery(url, compression), new Listener());
        var _ = socket.whenComplete((opened, failure) -> {
            if (failure != null && ended.compareAndSet(false, true)) {
                events.connectFailed(String.valueOf(failure));
            }
        });
    }

    /** Lets one more message in. */
    public void requestMessage() {
        var _ = socket.thenAccept(opened -> opened.request(1));
    }

    /** Sends a text message after all that were sent before it. What cannot be sent shows as a close. */
    public synchronized void send(String text) {
        lastSend = lastSend.thenCompose(done -> socket.thenCompose(opened -> opened.sendText(text, true)))
                .exceptionally(failure -> {
                    end(NO_CLOSE_FRAME);
                    return null;
                });
    }

    /** Begins the closing handshake; {@link SocketEvents#closed} follows. */
    public synchronized void close(int code, String reason) {
        lastSend = lastSend.thenCompose(done -> socket.thenCompose(opened -> {
                    // The other side's answer is a message like any other and must be let in.
                    opened.request(Long.MAX_VALUE);
                    return opened.sendClose(code, reason);
                }))
                .exceptionally(failure -> {
                    end(NO_CLOSE_FRAME);
                    return null;
                });
    }

    /** Drops the connection; no event follows. */
    public void abort() {
        ended.set(true);
        var _ = socket.thenAccept(WebSocket::abort);
    }

    private void end(int code) {
        if (ended.compareAndSet(false, true)) {
            events.closed(code);
        }
    }

    static URI withQuery(URI url, Compression compression) {
        String query = "?v=10&encoding=json"
                + compression.query().map(value -> "&compress=" + value).orElse("");
        String path = url.getPath() == null || url.getPath().isEmpty() ? "/" : url.getPath();
        return URI.create(url.getScheme() + "://" + url.getAuthority() + path + query);
    }

    /** Puts the parts of a WebSocket message together. */
    private final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket webSocket) {
            if (!ended.get()) {
                events.opened();
            }
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            binary.writeBytes(part);
            if (last) {
                byte[] whole = binary.toByteArray();
                binary.reset();
                deliver(webSocket, whole);
            } else {
                webSocket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                byte[] whole = text.toString().getBytes(StandardCharsets.UTF_8);
                text.setLength(0);
                deliverMessage(whole);
            } else {
                webSocket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            reader.close();
            end(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            reader.close();
            end(NO_CLOSE_FRAME);
        }

        private void deliver(WebSocket webSocket, byte[] data) {
            try {
                byte[] message = reader.read(data, data.length);
                if (message.length == 0) {
                    webSocket.request(1);
                } else {
                    deliverMessage(message);
                }
            } catch (IOException broken) {
                if (!ended.get()) {
                    events.broken(String.valueOf(broken.getMessage()));
                }
            }
        }

        private void deliverMessage(byte[] message) {
            if (!ended.get()) {
                events.message(message);
            }
        }
    }
}
