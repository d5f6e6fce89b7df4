package dev.jetcord.eligibility.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An endpoint that asks a good one and spoils its answers, over HTTP. */
final class MangledRpc implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Mangler mangler = Mangler.NONE;

    MangledRpc(URI good) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                mangler.answer(ask(good, exchange), exchange);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/secret-key");
    }

    int requests() {
        return requests.get();
    }

    void mangle(Mangler how) {
        mangler = how;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
        client.shutdownNow();
    }

    private String ask(URI good, HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest request = HttpRequest.newBuilder(good)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    /** What becomes of a good answer. */
    @FunctionalInterface
    interface Mangler {
        Mangler NONE = say(answer -> answer);

        void answer(String good, HttpExchange exchange) throws IOException, InterruptedException;

        /** Another text with status 200. */
        static Mangler say(UnaryOperator<String> text) {
            return (good, exchange) -> {
                byte[] body = text.apply(good).getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                try (OutputStream target = exchange.getResponseBody()) {
                    target.write(body);
                }
            };
        }

        /** A status and nothing else. */
        static Mangler status(int status) {
            return (good, exchange) -> exchange.sendResponseHeaders(status, -1);
        }

        /** The beginning of the answer, and never its end. */
        static Mangler stall() {
            return (good, exchange) -> {
                exchange.sendResponseHeaders(200, good.length());
                exchange.getResponseBody().write(good.charAt(0));
                exchange.getResponseBody().flush();
                Thread.sleep(Duration.ofMinutes(5));
            };
        }
    }
}
