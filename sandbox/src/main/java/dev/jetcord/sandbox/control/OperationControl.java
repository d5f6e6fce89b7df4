package dev.jetcord.sandbox.control;

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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Control routes that tell how the sandbox fares, and that switch faults on. */
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
        routes.open("GET", "/control/faults", call -> Reply.ok(faults.current().toJson()));
        routes.open("PUT", "/control/faults", this::setFaults);
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
