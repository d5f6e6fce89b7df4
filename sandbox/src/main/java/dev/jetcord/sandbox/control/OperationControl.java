package dev.jetcord.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.fault.FaultSwitch;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.gateway.Gateway;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Feed;
import dev.jetcord.sandbox.observation.Statistics;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Control routes that tell how the sandbox fares, and that break things on purpose. */
public final class OperationControl {

    /** Lines that may wait for a slow reader of the feed; more are dropped. */
    private static final int FEED_LINES = 10_000;

    private static final long KEEPALIVE_SECONDS = 15;

    private final Gateway gateway;
    private final FaultSwitch faults;
    private final Statistics statistics;
    private final Feed feed;

    public OperationControl(Gateway gateway, FaultSwitch faults, Statistics statistics, Feed feed) {
        this.gateway = gateway;
        this.faults = faults;
        this.statistics = statistics;
        this.feed = feed;
    }

    public void addTo(Routes routes) {
        routes.open("GET", "/control/health", call -> Reply.ok(Json.object().put("status", "up")));
        routes.open("GET", "/control/statistics", call -> statistics());
        routes.open("GET", "/control/sessions", call -> Reply.ok(gateway.sessionsAsJson()));
        routes.open("GET", "/control/faults", call -> Reply.ok(faults.current().toJson()));
        routes.open("PUT", "/control/faults", this::setFaults);
        routes.open("POST", "/control/gateway/close", this::close);
        routes.open("POST", "/control/gateway/cut", call -> count(gateway.cut(shard(call.object()))));
        routes.open("POST", "/control/gateway/reconnect", call -> count(gateway.reconnect(shard(call.object()))));
        routes.open("POST", "/control/gateway/invalidate", this::invalidate);
        routes.open(
                "POST", "/control/gateway/heartbeat", call -> count(gateway.requestHeartbeat(shard(call.object()))));
        routes.open("GET", "/control/feed", call -> Reply.lines(this::feed));
    }

    private Reply statistics() {
        return Reply.ok(statistics.toJson().put("sessions", gateway.connectedSessions()));
    }

    private Reply setFaults(Call call) throws ApiException {
        try {
            faults.set(Faults.read(call.object()));
            return Reply.ok(faults.current().toJson());
        } catch (IllegalArgumentException e) {
            throw Refusals.badRequest(e);
        }
    }

    private Reply close(Call call) throws ApiException {
        ObjectNode body = call.object();
        int code = body.path("code").asInt(4000);
        if (code < 1000 || code > 4999 || (code >= 1004 && code <= 1006) || code == 1015) {
            throw Refusals.badRequest("code is a WebSocket close code that can be sent: 1000 to 4999");
        }
        return count(gateway.close(shard(body), code, body.path("reason").asText("")));
    }

    private Reply invalidate(Call call) throws ApiException {
        ObjectNode body = call.object();
        return count(gateway.invalidate(shard(body), body.path("resumable").asBoolean(false)));
    }

    private static OptionalInt shard(ObjectNode body) {
        JsonNode shard = body.path("shard");
        return shard.isInt() ? OptionalInt.of(shard.asInt()) : OptionalInt.empty();
    }

    private static Reply count(int connections) {
        return Reply.ok(Json.object().put("connections", connections));
    }

    private void feed(OutputStream target) throws IOException, InterruptedException {
        BlockingQueue<ObjectNode> lines = new ArrayBlockingQueue<>(FEED_LINES);
        try (Feed.Watch _ = feed.watch(lines::offer)) {
            // The first line tells the reader that from here on nothing is missed.
            write(target, Json.object().put("type", "open"));
            while (!Thread.currentThread().isInterrupted()) {
                @Nullable ObjectNode line = lines.poll(KEEPALIVE_SECONDS, TimeUnit.SECONDS);
                write(target, line == null ? Json.object().put("type", "keepalive") : line);
            }
        }
    }

    private static void write(OutputStream target, ObjectNode line) throws IOException {
        target.write(Json.bytes(line));
        target.write('\n');
        target.flush();
    }
}
