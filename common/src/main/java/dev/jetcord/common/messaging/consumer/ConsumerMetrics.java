package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a consumer shows of itself. Every label has few values: the consumer's name and closed sets. */
final class ConsumerMetrics {
    private final Map<Settled, Counter> settled = new EnumMap<>(Settled.class);
    private final Map<Failure.Reason, Counter> deadLetters = new EnumMap<>(Failure.Reason.class);
    private final Counter redelivered;
    private final Counter deadLettersNotStored;
    private final Timer handler;
    private final Timer sinceReceipt;

    ConsumerMetrics(MeterRegistry registry, String consumer) {
        for (Settled outcome : Settled.values()) {
            settled.put(
                    outcome,
                    Counter.builder("jetcord.consumer.messages")
                            .description("Deliveries by what became of them")
                            .tag("consumer", consumer)
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        for (Failure.Reason reason : Failure.Reason.values()) {
            deadLetters.put(
                    reason,
                    Counter.builder("jetcord.consumer.dead.letters")
                            .description("Messages given up and kept as dead letters")
                            .tag("consumer", consumer)
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        redelivered = Counter.builder("jetcord.consumer.redelivered")
                .description("Deliveries that were not the first of their message")
                .tag("consumer", consumer)
                .register(registry);
        deadLettersNotStored = Counter.builder("jetcord.consumer.dead.letters.not.stored")
                .description("Dead letters that JetStream did not take; their messages stay in the stream")
                .tag("consumer", consumer)
                .register(registry);
        handler = Timer.builder("jetcord.consumer.handler")
                .description("Time a handler took")
                .tag("consumer", consumer)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
        sinceReceipt = Timer.builder("jetcord.consumer.receipt.to.settlement")
                .description("Time from the bridge's receipt of the frame to the settlement of its message")
                .tag("consumer", consumer)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
    }

    static <T> void gaugeInFlight(MeterRegistry registry, String consumer, T source, ToDoubleFunction<T> value) {
        Gauge.builder("jetcord.consumer.in.flight", source, value)
                .description("Messages in hand")
                .tag("consumer", consumer)
                .strongReference(true)
                .register(registry);
    }

    void settled(Settled outcome) {
        requireNonNull(settled.get(outcome)).increment();
    }

    void deadLetter(Failure.Reason reason) {
        requireNonNull(deadLetters.get(reason)).increment();
    }

    void deadLetterNotStored() {
        deadLettersNotStored.increment();
    }

    void redelivered() {
        redelivered.increment();
    }

    Timer handler() {
        return handler;
    }

    void sinceReceipt(Duration duration) {
        sinceReceipt.record(duration.isNegative() ? Duration.ZERO : duration);
    }

    /** What became of a delivery. */
    enum Settled {
        DONE,
        REJECTED,
        EXPIRED,
        RETRIED,
        DEAD_LETTER,
        DEAD_LETTER_NOT_STORED,
        LANE_FULL
    }
}
