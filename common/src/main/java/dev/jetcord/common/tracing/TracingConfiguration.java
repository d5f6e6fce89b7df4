package dev.jetcord.common.tracing;

import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether traces are recorded, and where they go: the standard variables of OpenTelemetry, of which it reads more by itself.
 *
 * @param endpoint the collector's; without one nothing is recorded
 * @param headers what the collector wants to see of us
 */
public record TracingConfiguration(Optional<String> endpoint, Optional<Secret> headers) {
    public static final TracingConfiguration OFF = new TracingConfiguration(Optional.empty(), Optional.empty());

    /** Reads {@code OTEL_EXPORTER_OTLP_ENDPOINT} and {@code OTEL_EXPORTER_OTLP_HEADERS}. */
    public static TracingConfiguration from(Settings settings) {
        return new TracingConfiguration(
                settings.optionalText("OTEL_EXPORTER_OTLP_ENDPOINT"),
                settings.optionalText("OTEL_EXPORTER_OTLP_HEADERS").map(Secret::new));
    }

    /** A tracer as configured. Whoever has it closes it. */
    public Tracer tracer(String service, String version) {
        return endpoint.<Tracer>map(url -> new OpenTelemetryTracer(properties(url, service, version)))
                .orElse(Tracer.OFF);
    }

    private Map<String, String> properties(String url, String service, String version) {
        Map<String, String> properties = new HashMap<>();
        properties.put("otel.exporter.otlp.endpoint", url);
        // The specification's own default, and all that the JDK's HTTP client can do.
        properties.put("otel.exporter.otlp.protocol", "http/protobuf");
        properties.put("otel.service.name", service);
        properties.put("otel.resource.attributes", "service.version=" + version);
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        headers.ifPresent(secret -> properties.put("otel.exporter.otlp.headers", secret.reveal()));
        return properties;
    }
}
