package dev.jetcord.sandbox.nats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a NATS server says of itself in the INFO line with which it greets every connection, before any login (NATS client
 * protocol, "INFO").
 *
 * @param version the server's version, such as {@code 2.15.2}
 * @param jetStream whether the server has JetStream
 */
public record NatsInfo(String version, boolean jetStream) {
    private static final int DEFAULT_PORT = 4222;
    private static final int MAX_LINE = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Connects, reads the greeting and hangs up.
     *
     * @param url as {@code nats://host:port} or {@code tls://host:port}; the port may be left out
     * @param timeout for the connection, and for the greeting
     * @throws IOException when nobody listens there, or what answers is no NATS server
     */
    public static NatsInfo read(String url, Duration timeout) throws IOException {
        URI uri = URI.create(url.contains("://") ? url : "nats://" + url);
        if (uri.getHost() == null) {
            throw new IOException("not an address of a NATS server: " + url);
        }
        int millis = Math.toIntExact(timeout.toMillis());
        try (var socket = new Socket()) {
            int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
            socket.connect(new InetSocketAddress(uri.getHost(), port), millis);
            socket.setSoTimeout(millis);
            String line = firstLine(new BufferedInputStream(socket.getInputStream()));
            if (!line.startsWith("INFO ")) {
                throw new IOException("what listens at " + uri.getHost() + ":" + port + " is no NATS server");
            }
            return parse(line.substring("INFO ".length()));
        }
    }

    static NatsInfo parse(String json) throws IOException {
        try {
            JsonNode info = JSON.readTree(json);
            return new NatsInfo(
                    info.path("version").asText(), info.path("jetstream").asBoolean());
        } catch (JsonProcessingException e) {
            throw new IOException("the server's INFO line is not JSON", e);
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != -1 && next != '\n' && line.size() < MAX_LINE) {
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
