package dev.jetcord.common.service;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.lifecycle.Lifecycle;
import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.Difference;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.StreamWatch;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.TopologyWatch;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.messaging.consumer.ConsumerSettings;
import dev.jetcord.common.messaging.consumer.Decoder;
import dev.jetcord.common.messaging.consumer.FailureReporter;
import dev.jetcord.common.messaging.consumer.Handler;
import dev.jetcord.common.operations.Health;
import dev.jetcord.common.operations.LateHealth;
import dev.jetcord.common.operations.OperationsServer;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.tracing.Tracer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A process around one consumer: its operations endpoint answers first, NATS is dialled beside what else a worker starts
 * with, then it consumes until it is told to stop. Used on the main thread.
 */
public final class WorkerProcess {
    private final ServiceConfiguration configuration;
    private final PrometheusMeterRegistry registry;
    private final NatsConnection nats;
    private final Meanwhile<?> connecting;
    private final Lifecycle lifecycle;
    private final LateHealth consumerReady = LateHealth.unhealthyUntilSet();
    private final LateHealth consumerAlive = LateHealth.healthyUntilSet();
    private final LateHealth topology = LateHealth.unhealthyUntilSet();

    /**
     * Opens the operations endpoint.
     *
     * @param name the service, such as {@code event-worker}
     * @param version the build's
     * @throws IOException when its port is taken
     */
    public WorkerProcess(String name, String version, ServiceConfiguration configuration) throws IOException {
        this(name, version, configuration, ServiceMetrics.registry(name, version), Map.of());
    }

    /**
     * Opens the operations endpoint.
     *
     * @param name the service, such as {@code event-worker}
     * @param version the build's
     * @param registry for metrics, from {@link ServiceMetrics}
     * @param readiness named checks of the service's own, beside those of every worker
     * @throws IOException when its port is taken
     */
    public WorkerProcess(
            String name,
            String version,
            ServiceConfiguration configuration,
            PrometheusMeterRegistry registry,
            Map<String, Health> readiness)
            throws IOException {
        this.configuration = requireNonNull(configuration, "configuration");
        this.registry = requireNonNull(registry, "registry");
        Tracer tracer = configuration.tracing().tracer(name, version);
        this.nats = new NatsConnection(configuration.nats(), name, tracer);
        nats.bindTo(registry);
        this.lifecycle = new Lifecycle(configuration.stopTimeout());
        Health draining =
                () -> lifecycle.isStopping() ? Health.Status.unhealthy("the service is draining") : Health.Status.OK;
        Map<String, Health> ready = new HashMap<>(readiness);
        ready.putAll(
                Map.of("nats", nats.health(), "consumer", consumerReady, "topology", topology, "draining", draining));
        OperationsServer operations = new OperationsServer(
                configuration.operationsPort(), registry, Map.of("consumer", consumerAlive), ready);
        lifecycle.onStop("traces", budget -> tracer.close());
        lifecycle.onStop("operations endpoint", budget -> operations.close());
        lifecycle.onStop("NATS connection", budget -> nats.close());
        lifecycle.stopOnExit();
        this.connecting = Meanwhile.run("connect", nats::awaitConnected);
    }

    /** What {@code /metrics} shows. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Adds something that is stopped after the consumer has drained. */
    public void onStop(String name, Lifecycle.Stop stop) {
        lifecycle.onStop(name, stop);
    }

    /** Waits for NATS and returns the connection, which the process closes. */
    public NatsConnection connect() throws InterruptedException {
        var _ = connecting.await();
        return nats;
    }

    /**
     * Consumes messages that nobody waits for, with the defaults of {@link ConsumerSettings}, until the process is told to
     * stop, and returns when it has stopped.
     */
    public <T> void consume(ConsumerDeclaration declaration, Decoder<T> decoder, Handler<T> handler)
            throws IOException, InterruptedException {
        consume(
                declaration,
                new BaseNatsConsumer<>(
                        ConsumerSettings.of(declaration),
                        connect(),
                        decoder,
                        handler,
                        FailureReporter.NONE,
                        registry,
                        InstantSource.system(),
                        RandomGenerator.getDefault()));
    }

    /** Consumes until the process is told to stop, and returns when it has stopped. */
    public void consume(ConsumerDeclaration declaration, BaseNatsConsumer<?> consumer)
            throws IOException, InterruptedException {
        consume(Map.of(declaration, consumer));
    }

    /** Consumes by several consumers until the process is told to stop, and returns when it has stopped. */
    public void consume(Map<ConsumerDeclaration, BaseNatsConsumer<?>> consumers)
            throws IOException, InterruptedException {
        // Of consumers alone: how many replicas their stream has is not a worker's business.
        Provisioner provisioner = new Provisioner(nats, 1);
        TopologyWatch watch = new TopologyWatch(() -> {
            List<Difference> differences = new ArrayList<>();
            for (ConsumerDeclaration declaration : consumers.keySet()) {
                differences.addAll(provisioner.differences(declaration));
                differences.addAll(provisioner.differences(declaration.abandoned()));
            }
            return differences;
        });
        topology.set(watch::status);
        lifecycle.onStop("topology watch", budget -> watch.close());
        StreamWatch streams = new StreamWatch(nats, watched(consumers.keySet()), registry);
        lifecycle.onStop("stream watch", budget -> streams.close());
        consumerReady.set(all(consumers.values(), BaseNatsConsumer::readiness));
        consumerAlive.set(all(consumers.values(), BaseNatsConsumer::liveness));
        for (BaseNatsConsumer<?> consumer : consumers.values()) {
            lifecycle.onStop("consumer", budget -> drain(consumer, budget));
            consumer.start();
        }
        lifecycle.awaitStopped();
    }

    private static Health all(Collection<BaseNatsConsumer<?>> consumers, Function<BaseNatsConsumer<?>, Health> aspect) {
        List<Health> each = consumers.stream().map(aspect).toList();
        return () -> each.stream()
                .map(Health::check)
                .filter(status -> !status.healthy())
                .findFirst()
                .orElse(Health.Status.OK);
    }

    private static List<String> watched(Set<ConsumerDeclaration> consumers) {
        return Stream.concat(consumers.stream().map(ConsumerDeclaration::stream), Stream.of(Topology.DEADLETTERS))
                .distinct()
                .toList();
    }

    private void drain(BaseNatsConsumer<?> consumer, Duration budget) throws InterruptedException, UnfinishedException {
        // A little is kept back for what stops after it.
        Duration reserve = configuration.stopTimeout().dividedBy(10);
        if (!consumer.drain(reserve.compareTo(budget) < 0 ? budget.minus(reserve) : budget)) {
            throw new UnfinishedException();
        }
    }

    /** Makes the stop an unclean one: the consumer itself has told what was cut off. */
    private static final class UnfinishedException extends Exception {
        private UnfinishedException() {
            super("handlers were still running when the time to drain was over; raise STOP_TIMEOUT if that is usual");
        }
    }
}
