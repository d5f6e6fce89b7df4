package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a consumer shows of itself. Every label has few values: the consumer's name and closed sets. */
final class ConsumerMetrics {
    private static final String CONSUMER = "consumer";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Settled, Counter> settled = new EnumMap<>(Settled.class);
    private final Map<Failure.Reason, Counter> deadLetters = new EnumMap<>(Failure.Reason.class);
    private final Counter redelivered;
    private final Counter pullRestarts;
    private final Timer handler;
    private final Timer sinceReceipt;

    ConsumerMetrics(MeterRegistry registry, String consumer) {
        this.registry = requireNonNull(registry, "registry");
        this.tags = Tags.of(CONSUMER, consumer);
        for (Settled outcome : Settled.values()) {
            settled.put(
                    outcome,
                    counter("messages", "Deliveries by what became of them", tags.and("outcome", label(outcome))));
        }
        for (Failure.Reason reason : Failure.Reason.values()) {
            deadLetters.put(
                    reason,
                    counter(
                            "dead.letters",
                            "Messages given up and kept as dead letters",
                            tags.and("reason", label(reason))));
        }
        redelivered = counter("redelivered", "Deliveries that were not the first of their message", tags);
        pullRestarts = counter("pull.restarts", "Times the watchdog gave up an inbox without answers", tags);
        handler = timer("handler", "Time a handler took", Duration.ofNanos(100_000), Duration.ofSeconds(30));
        sinceReceipt = timer(
                "receipt.to.settlement",
                "Time from the bridge's receipt of the frame to the settlement of its message",
                Duration.ofMillis(1),
                Duration.ofMinutes(1));
    }

    <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        Gauge.builder("jetcord.consumer." + name, source, value)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    void settled(Settled outcome) {
        requireNonNull(settled.get(outcome)).increment();
    }

    void deadLetter(Failure.Reason reason) {
        requireNonNull(deadLetters.get(reason)).increment();
    }

    void redelivered() {
        redelivered.increment();
    }

    void pullRestarted() {
        pullRestarts.increment();
    }

    void handler(Duration duration) {
        handler.record(duration);
    }

    void sinceReceipt(Duration duration) {
        sinceReceipt.record(duration.isNegative() ? Duration.ZERO : duration);
    }

    private Counter counter(String name, String description, Tags labels) {
        return Counter.builder("jetcord.consumer." + name)
                .description(description)
                .tags(labels)
                .register(registry);
    }

    private Timer timer(String name, String description, Duration shortest, Duration longest) {
        return Timer.builder("jetcord.consumer." + name)
                .description(description)
                .tags(tags)
                .publishPercentileHistogram()
                .minimumExpectedValue(shortest)
                .maximumExpectedValue(longest)
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** What became of a delivery. */
    enum Settled {
        DONE,
        REJECTED,
        EXPIRED,
        RETRIED,
        /** A dependency's gate was open. */
        UNAVAILABLE,
        DEAD_LETTER,
        /** It stays in the stream. */
        DEAD_LETTER_NOT_STORED,
        /** Its key had too much in hand; it comes again. */
        LANE_FULL,
        /** The service stopped before it was begun; it comes again. */
        GIVEN_BACK
    }
}
