package dev.jetcord.bridge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** What the bridge counts and measures. Thread-safe. */
public final class BridgeMetrics {
    private final MeterRegistry registry;
    private final Timer publish;
    private final Timer heartbeat;
    private final Counter retries;

    public BridgeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.publish = Timer.builder("jetcord.bridge.publish")
                .description("Time from the receipt of a frame to JetStream's acknowledgement")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
        this.heartbeat = Timer.builder("jetcord.bridge.heartbeat.latency")
                .description("Time from a heartbeat to Discord's answer")
                .register(registry);
        this.retries = Counter.builder("jetcord.bridge.publish.retries")
                .description("Publishes tried again, with the same message id")
                .register(registry);
    }

    public void dispatch(String event) {
        count("jetcord.bridge.dispatches", "Dispatches received", "event", event);
    }

    public void stored(Duration took) {
        publish.record(took);
    }

    public void retried() {
        retries.increment();
    }

    /** An event that will not reach the stream. */
    public void lost(String cause) {
        count("jetcord.bridge.lost", "Events or sessions lost, by cause", "cause", cause);
    }

    public void disconnected(String cause) {
        count("jetcord.bridge.disconnections", "Connections that ended or did not come about", "cause", cause);
    }

    public void session(String began) {
        count("jetcord.bridge.sessions", "Sessions begun and resumed", "how", began);
    }

    public void oddFrame(String kind) {
        count("jetcord.bridge.odd.frames", "Frames that are unknown, undecodable or out of order", "kind", kind);
    }

    public void heartbeatAnswered(Duration latency) {
        heartbeat.record(latency);
    }

    private void count(String name, String description, String label, String value) {
        Counter.builder(name)
                .description(description)
                .tag(label, value.toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }
}
