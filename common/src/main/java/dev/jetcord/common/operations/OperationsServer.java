package dev.jetcord.common.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator and an orchestrator ask a service: {@code /livez} (its loops move), {@code /readyz} (it can do its
 * work), both with a line a check and 503 when one fails, and {@code /metrics} for Prometheus.
 *
 * <p>Thread-safe. Requests are answered on virtual threads.
 */
public final class OperationsServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OperationsServer.class);
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final PrometheusMeterRegistry registry;

    /**
     * Starts to answer.
     *
     * @param port TCP port, or 0 for any that is free
     * @param liveness named checks of {@code /livez}
     * @param readiness named checks of {@code /readyz}
     * @throws IOException when the port cannot be bound
     */
    public OperationsServer(
            int port, PrometheusMeterRegistry registry, Map<String, Health> liveness, Map<String, Health> readiness)
            throws IOException {
        this.registry = requireNonNull(registry, "registry");
        try {
            this.server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (BindException taken) {
            throw new IOException(
                    "The operations port " + port + " is in use. Set OPERATIONS_PORT to a free one, or to 0 for any.",
                    taken);
        }
        Map<String, Health> live = new TreeMap<>(liveness);
        Map<String, Health> ready = new TreeMap<>(readiness);
        server.createContext("/livez", exchange -> answerHealth(exchange, live));
        server.createContext("/readyz", exchange -> answerHealth(exchange, ready));
        server.createContext("/metrics", this::answerMetrics);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        log.info("operations endpoint on port {}", port());
    }

    /** Answers what a service adds of its own, under {@code path} and whatever begins with it. */
    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** The port that is bound. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answerHealth(HttpExchange exchange, Map<String, Health> checks) throws IOException {
        boolean healthy = true;
        StringBuilder body = new StringBuilder();
        for (Map.Entry<String, Health> check : checks.entrySet()) {
            Health.Status status = check.getValue().check();
            healthy &= status.healthy();
            body.append(status.healthy() ? "[+] " : "[-] ")
                    .append(check.getKey())
                    .append(": ")
                    .append(status.message())
                    .append('\n');
        }
        answer(exchange, healthy ? 200 : 503, TEXT, body.toString());
    }

    private void answerMetrics(HttpExchange exchange) throws IOException {
        answer(exchange, 200, PROMETHEUS_TEXT, registry.scrape());
    }

    private static void answer(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        try (exchange) {
            // The JDK's server takes a context for every path that begins with its own.
            boolean known = exchange.getRequestURI()
                    .getPath()
                    .equals(exchange.getHttpContext().getPath());
            exchange.getResponseHeaders().set("Content-Type", known ? contentType : TEXT);
            switch (exchange.getRequestMethod()) {
                case "GET" ->
                    send(exchange, known ? status : 404, known ? body : "Here are /livez, /readyz and /metrics.\n");
                case "HEAD" -> exchange.sendResponseHeaders(known ? status : 404, -1);
                default -> {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    send(exchange, 405, "Only GET and HEAD are answered here.\n");
                }
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
