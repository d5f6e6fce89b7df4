package dev.jetcord.common.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/**
 * Ids at random, except for the first span of a message, whose ids follow from the message's: they are in its headers long
 * before the span is recorded. Thread-safe.
 */
final class GivenIds implements IdGenerator {
    private final IdGenerator random = IdGenerator.random();
    private final ScopedValue<SpanContext> given = ScopedValue.newInstance();

    /** Starts a span with the ids of a context. */
    Span giving(SpanContext ids, Supplier<Span> start) {
        return ScopedValue.where(given, ids).call(start::get);
    }

    @Override
    public String generateSpanId() {
        return given.isBound() ? given.get().getSpanId() : random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return given.isBound() ? given.get().getTraceId() : random.generateTraceId();
    }
}
