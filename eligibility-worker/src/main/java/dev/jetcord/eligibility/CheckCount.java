package dev.jetcord.eligibility;

import dev.jetcord.common.messaging.consumer.Handler;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.wire.EventEnvelope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts the eligibility checks that were asked for. Thread-safe. */
final class CheckCount implements Handler<EventEnvelope> {
    private final Counter checks;

    CheckCount(MeterRegistry registry) {
        this.checks = Counter.builder("jetcord.eligibility.checks.requested")
                .description("Eligibility checks taken from the stream")
                .register(registry);
    }

    /** A check is counted by its envelope alone. */
    static EventEnvelope decode(EventEnvelope envelope, byte[] body) {
        return envelope;
    }

    @Override
    public Outcome handle(Received<EventEnvelope> message) {
        checks.increment();
        return Outcome.done();
    }
}
