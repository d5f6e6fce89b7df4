package dev.jetcord.common.service;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.tracing.TracingConfiguration;
import java.time.Duration;

/**
 * What every service is configured by.
 *
 * @param operationsPort TCP port of {@code /livez}, {@code /readyz} and {@code /metrics}; 0 for any that is free
 * @param stopTimeout how long a stop may take; the orchestrator must wait longer before it kills
 * @param tracing whether traces are recorded
 */
public record ServiceConfiguration(
        NatsConfiguration nats, int operationsPort, Duration stopTimeout, TracingConfiguration tracing) {
    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;
    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(25);

    public ServiceConfiguration {
        requireNonNull(nats, "nats");
        requireNonNull(stopTimeout, "stopTimeout");
        requireNonNull(tracing, "tracing");
    }

    /** Reads what {@link NatsConfiguration} and {@link TracingConfiguration} read, {@code OPERATIONS_PORT} and {@code STOP_TIMEOUT}. */
    public static ServiceConfiguration from(Settings settings) {
        return new ServiceConfiguration(
                NatsConfiguration.from(settings),
                settings.integer("OPERATIONS_PORT", DEFAULT_PORT, 0, MAX_PORT),
                settings.duration("STOP_TIMEOUT", DEFAULT_STOP_TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(2)),
                TracingConfiguration.from(settings));
    }
}
