package dev.jetcord.event;

import dev.jetcord.common.messaging.consumer.Handler;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts state events by Discord's name of them. Thread-safe. */
final class EventCount implements Handler<String> {
    private final MeterRegistry registry;

    EventCount(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The payload is the event's name; the body is Discord's own and is not needed to count it. */
    static String decode(EventEnvelope envelope, byte[] body) throws InvalidMessageException {
        return envelope.discordEvent()
                .orElseThrow(() -> new InvalidMessageException("header ce-type names no gateway dispatch"));
    }

    @Override
    public Outcome handle(Received<String> message) {
        // Only what Discord's gateway names reaches the stream, so the label's values are few.
        Counter.builder("jetcord.events")
                .description("State events taken from the stream")
                .tag("event", message.payload().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        return Outcome.done();
    }
}
