package dev.jetcord.common.tracing;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.TraceContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Records by OpenTelemetry's SDK, which sends in the background what is sampled, and drops what it cannot send. */
final class OpenTelemetryTracer implements Tracer {
    private static final String SCOPE = "dev.jetcord";
    private static final String VERSION = "00";
    private static final int PARTS = 4;
    private static final int CLOSE_SECONDS = 3;

    private final OpenTelemetrySdk sdk;
    private final io.opentelemetry.api.trace.Tracer tracer;
    private final Sampler sampler;
    private final GivenIds ids = new GivenIds();

    /** @param properties OpenTelemetry's, which the environment's variables override */
    OpenTelemetryTracer(Map<String, String> properties) {
        // A collector that is away is told of in our logs, and in their form.
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        AtomicReference<Sampler> configured = new AtomicReference<>(Sampler.alwaysOn());
        this.sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> properties)
                .addSamplerCustomizer((chosen, _) -> {
                    configured.set(chosen);
                    return chosen;
                })
                .addTracerProviderCustomizer((provider, _) -> provider.setIdGenerator(ids))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        this.sampler = requireNonNull(configured.get(), "sampler");
        this.tracer = sdk.getTracer(SCOPE);
    }

    @Override
    public boolean records() {
        return true;
    }

    @Override
    public String begin(String messageId) {
        SpanContext first = read(TraceContext.begin(messageId));
        boolean sampled = sampler.shouldSample(
                                Context.root(),
                                first.getTraceId(),
                                "",
                                SpanKind.CONSUMER,
                                Attributes.empty(),
                                List.of())
                        .getDecision()
                == SamplingDecision.RECORD_AND_SAMPLE;
        return write(first.getTraceId(), first.getSpanId(), sampled);
    }

    @Override
    public Step first(String messageId, String name) {
        String traceparent = begin(messageId);
        SpanContext first = read(traceparent);
        return first.isSampled()
                ? new SpanStep(ids.giving(
                        first,
                        () -> tracer.spanBuilder(name)
                                .setNoParent()
                                .setSpanKind(SpanKind.PRODUCER)
                                .startSpan()))
                : new NoStep(traceparent);
    }

    @Override
    public void began(String traceparent, String name, Instant from, Instant to) {
        SpanContext first = read(traceparent);
        if (first.isSampled()) {
            Span span = ids.giving(
                    first,
                    () -> tracer.spanBuilder(name)
                            .setNoParent()
                            .setSpanKind(SpanKind.CONSUMER)
                            .setStartTimestamp(from)
                            .startSpan());
            span.end(to);
        }
    }

    @Override
    public Step step(Step.Kind kind, String name, String parent) {
        SpanContext of = read(parent);
        if (!of.isValid()) {
            return new NoStep(parent);
        }
        Span span = tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(of)))
                .setSpanKind(
                        switch (kind) {
                            case CONSUMER -> SpanKind.CONSUMER;
                            case SERVER -> SpanKind.SERVER;
                            case CLIENT -> SpanKind.CLIENT;
                        })
                .startSpan();
        return new SpanStep(span);
    }

    @Override
    public Step batch(String name, List<String> messages) {
        List<SpanContext> recorded = messages.stream()
                .map(OpenTelemetryTracer::read)
                .filter(SpanContext::isSampled)
                .toList();
        if (recorded.isEmpty()) {
            return Step.NONE;
        }
        SpanBuilder span = tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(recorded.getFirst())))
                .setSpanKind(SpanKind.CONSUMER);
        recorded.forEach(span::addLink);
        return new SpanStep(span.startSpan());
    }

    @Override
    public void close() {
        sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** The invalid context where the text is no traceparent (W3C Trace Context, section 3.2.2). */
    private static SpanContext read(String traceparent) {
        String[] parts = traceparent.split("-", PARTS + 1);
        if (parts.length != PARTS || parts[3].length() != 2) {
            return SpanContext.getInvalid();
        }
        TraceFlags flags = parts[3].endsWith("1") ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return SpanContext.createFromRemoteParent(parts[1], parts[2], flags, TraceState.getDefault());
    }

    private static String write(String trace, String span, boolean sampled) {
        return VERSION + '-' + trace + '-' + span + (sampled ? "-01" : "-00");
    }

    /** A step that is a span. */
    private record SpanStep(Span span) implements Step {
        @Override
        public String traceparent() {
            SpanContext context = span.getSpanContext();
            return write(context.getTraceId(), context.getSpanId(), context.isSampled());
        }

        @Override
        public Step with(String attribute, String value) {
            span.setAttribute(attribute, value);
            return this;
        }

        @Override
        public void failed(String why) {
            span.setStatus(StatusCode.ERROR, why);
        }

        @Override
        public void close() {
            span.end();
        }
    }
}
