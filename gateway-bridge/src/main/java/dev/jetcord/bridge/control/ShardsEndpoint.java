package dev.jetcord.bridge.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.jetcord.bridge.shard.Shard;
import dev.jetcord.bridge.shard.ShardFleet;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On the operations port: {@code GET /shards} tells how the shards fare that this bridge runs, {@code POST
 * /shards/<id>/reconnect} gives one a new connection, on which its session is resumed. Thread-safe.
 */
public final class ShardsEndpoint implements HttpHandler {
    /** Where it is served. */
    public static final String PATH = "/shards";

    private static final Pattern RECONNECT = Pattern.compile(PATH + "/(\\d{1,6})/reconnect");

    private final String bridge;
    private final ShardFleet fleet;
    private final InstantSource clock;

    public ShardsEndpoint(String bridge, ShardFleet fleet, InstantSource clock) {
        this.bridge = bridge;
        this.fleet = fleet;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher reconnect = RECONNECT.matcher(path);
        if (path.equals(PATH) && exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, Asked.shards(bridge, fleet.statuses(), clock.instant()));
        } else if (reconnect.matches() && exchange.getRequestMethod().equals("POST")) {
            reconnect(exchange, Integer.parseInt(reconnect.group(1)));
        } else {
            answer(exchange, 404, Asked.error("here are GET /shards and POST /shards/<id>/reconnect"));
        }
    }

    private void reconnect(HttpExchange exchange, int id) throws IOException {
        Optional<Shard> shard = fleet.shard(id);
        if (shard.isEmpty()) {
            answer(exchange, 404, Asked.error("shard " + id + " does not run in this bridge"));
            return;
        }
        shard.get().reconnect();
        answer(exchange, 202, Asked.accepted());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
