package dev.jetcord.launcher.fleet;

import dev.jetcord.sandbox.nats.NatsInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a service whether it is ready: a NATS server by its greeting, which must offer JetStream; PostgreSQL by whether it
 * speaks of encryption; everything else by a GET, which must be answered with 200.
 */
public final class Readiness implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;
    /** Its length, and the code 80877103. */
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    private static final int SHOWN = 300;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * What keeps the service from being ready; empty when it is.
     *
     * @param address {@code nats://...}, {@code postgresql://...} or {@code http://...}
     */
    public Optional<String> problem(String address) throws InterruptedException {
        try {
            URI uri = URI.create(address);
            return switch (uri.getScheme()) {
                case "http" -> http(uri);
                case "postgresql" -> postgres(uri);
                default -> nats(address);
            };
        } catch (IOException e) {
            return Optional.of("it does not answer at " + address);
        }
    }

    private static Optional<String> nats(String address) throws IOException {
        return NatsInfo.read(address, TIMEOUT).jetStream()
                ? Optional.empty()
                : Optional.of("the server at " + address + " has no JetStream");
    }

    /** It answers an SSLRequest with one letter (PostgreSQL documentation, "Message Formats"), before anybody logs in. */
    private static Optional<String> postgres(URI address) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()), Math.toIntExact(TIMEOUT.toMillis()));
            socket.getOutputStream().write(SSL_REQUEST);
            int letter = socket.getInputStream().read();
            return letter == 'N' || letter == 'S'
                    ? Optional.empty()
                    : Optional.of("the server at " + address + " is no PostgreSQL");
        }
    }

    private Optional<String> http(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == OK) {
            return Optional.empty();
        }
        String body = response.body().strip();
        return Optional.of("not ready: " + (body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "..."));
    }

    @Override
    public void close() {
        http.close();
    }
}
