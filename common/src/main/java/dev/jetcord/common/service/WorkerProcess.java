package dev.jetcord.common.service;

import dev.jetcord.common.lifecycle.Lifecycle;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.operations.Health;
import dev.jetcord.common.operations.LateHealth;
import dev.jetcord.common.operations.OperationsServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * A process around one consumer: its operations endpoint answers first, then it waits for NATS, then it consumes until it
 * is told to stop. Used on the main thread.
 */
public final class WorkerProcess {
    private final ServiceConfiguration configuration;
    private final NatsConnection nats;
    private final Lifecycle lifecycle;
    private final LateHealth consumerReady = LateHealth.unhealthyUntilSet();
    private final LateHealth consumerAlive = LateHealth.healthyUntilSet();

    /**
     * Opens the operations endpoint.
     *
     * @throws IOException when its port is taken
     */
    public WorkerProcess(String name, ServiceConfiguration configuration, PrometheusMeterRegistry registry)
            throws IOException {
        this.configuration = configuration;
        this.nats = new NatsConnection(configuration.nats(), name);
        this.lifecycle = new Lifecycle(configuration.stopTimeout());
        Health draining =
                () -> lifecycle.isStopping() ? Health.Status.unhealthy("the service is draining") : Health.Status.OK;
        OperationsServer operations = new OperationsServer(
                configuration.operationsPort(),
                registry,
                Map.of("consumer", consumerAlive),
                Map.of("nats", nats.health(), "consumer", consumerReady, "draining", draining));
        lifecycle.onStop("operations endpoint", budget -> operations.close());
        lifecycle.onStop("NATS connection", budget -> nats.close());
        lifecycle.stopOnExit();
    }

    /** Adds something that is stopped after the consumer has drained. */
    public void onStop(String name, Lifecycle.Stop stop) {
        lifecycle.onStop(name, stop);
    }

    /** Waits for NATS and returns the connection, which the process closes. */
    public NatsConnection connect() throws InterruptedException {
        nats.awaitConnected();
        return nats;
    }

    /** Consumes until the process is told to stop, and returns when it has stopped. */
    public void consume(BaseNatsConsumer<?> consumer) throws InterruptedException {
        consumerReady.set(consumer.readiness());
        consumerAlive.set(consumer.liveness());
        // A little is kept back for what stops after it.
        lifecycle.onStop("consumer", budget -> consumer.drain(budget.minus(reserve(budget))));
        consumer.start();
        lifecycle.awaitStopped();
    }

    private Duration reserve(Duration budget) {
        Duration tenth = configuration.stopTimeout().dividedBy(10);
        return tenth.compareTo(budget) < 0 ? tenth : Duration.ZERO;
    }
}
