package dev.jetcord.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.jetcord.sandbox.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A gateway client on the JDK's own WebSocket that knows nothing of the sandbox but the protocol. */
final class GatewayClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int SECONDS = 10;

    private final BlockingQueue<JsonNode> payloads = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final UnaryOperator<byte[]> decompressor;
    private volatile boolean reading = true;
    private int skipped;
    private final WebSocket socket;

    private GatewayClient(URI url, UnaryOperator<byte[]> decompressor) {
        this.decompressor = decompressor;
        this.socket = HTTP.newWebSocketBuilder().buildAsync(url, this).join();
    }

    static GatewayClient plain(SandboxDiscord discord) {
        return new GatewayClient(URI.create(discord.gatewayUrl() + "?v=10&encoding=json"), UnaryOperator.identity());
    }

    static GatewayClient at(URI url) {
        return new GatewayClient(url, UnaryOperator.identity());
    }

    /** One inflater for the whole connection; every message must end with the sync flush. */
    static GatewayClient zlib(SandboxDiscord discord) {
        Inflater inflater = new Inflater();
        return new GatewayClient(
                URI.create(discord.gatewayUrl() + "?v=10&encoding=json&compress=zlib-stream"), bytes -> {
                    int end = bytes.length;
                    if (bytes[end - 4] != 0 || bytes[end - 3] != 0 || bytes[end - 2] != -1 || bytes[end - 1] != -1) {
                        throw new IllegalStateException("no sync flush at the end");
                    }
                    return inflate(inflater, bytes);
                });
    }

    /** One decompression stream for the whole connection. */
    static GatewayClient zstd(SandboxDiscord discord) {
        Feed feed = new Feed();
        return new GatewayClient(
                URI.create(discord.gatewayUrl() + "?v=10&encoding=json&compress=zstd-stream"), feed::decompress);
    }

    private static byte[] inflate(Inflater inflater, byte[] bytes) {
        inflater.setInput(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = inflater.inflate(buffer); read > 0; read = inflater.inflate(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static final class Feed extends InputStream {
        private ByteArrayInputStream current = new ByteArrayInputStream(new byte[0]);
        private final ZstdInputStreamNoFinalizer stream;

        Feed() {
            try {
                stream = new ZstdInputStreamNoFinalizer(this).setContinuous(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int read() {
            return current.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return current.read(buffer, offset, length);
        }

        byte[] decompress(byte[] message) {
            current = new ByteArrayInputStream(message);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 17];
            try {
                for (int read = stream.read(buffer); read > 0; read = stream.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            offer(text.toString().getBytes(UTF_8));
            text.setLength(0);
        }
        if (reading) {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            offer(decompressor.apply(binary.toByteArray()));
            binary.reset();
        }
        if (reading) {
            webSocket.request(1);
        }
        return null;
    }

    private void offer(byte[] json) {
        try {
            payloads.add(Json.parse(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    GatewayClient send(int opcode, JsonNode data) {
        ObjectNode payload = Json.object().put("op", opcode);
        payload.set("d", data);
        return sendRaw(payload.toString());
    }

    GatewayClient sendRaw(String payload) {
        socket.sendText(payload, true).join();
        return this;
    }

    GatewayClient identify(String token, long intents, int shard, int count) {
        ObjectNode data = Json.object().put("token", token).put("intents", intents);
        data.putObject("properties").put("os", "linux").put("browser", "test").put("device", "test");
        data.putArray("shard").add(shard).add(count);
        return send(2, data);
    }

    GatewayClient resume(String token, String session, long sequence) {
        return send(
                6, Json.object().put("token", token).put("session_id", session).put("seq", sequence));
    }

    /** The next payload, whatever it is. */
    JsonNode next() {
        try {
            JsonNode payload = payloads.poll(SECONDS, TimeUnit.SECONDS);
            if (payload == null) {
                throw new AssertionError("nothing came in %d s; closed: %s".formatted(SECONDS, closed));
            }
            return payload;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The next dispatch of a name; others are skipped. */
    JsonNode event(String name) {
        JsonNode payload = next();
        while (!payload.path("t").asText().equals(name)) {
            skipped++;
            payload = next();
        }
        return payload;
    }

    /** How many payloads {@link #event} has skipped so far. */
    int skipped() {
        return skipped;
    }

    /** From now on what comes is left where it is. */
    void stopReading() {
        reading = false;
    }

    /** The next payload with an opcode; others are skipped. */
    JsonNode opcode(int opcode) {
        JsonNode payload = next();
        while (payload.path("op").asInt() != opcode) {
            payload = next();
        }
        return payload;
    }

    int closeCode() {
        return closed.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    void close(int code) {
        socket.sendClose(code, "").join();
        closed.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** Drops the connection without a close frame. */
    @Override
    public void close() {
        socket.abort();
    }
}
