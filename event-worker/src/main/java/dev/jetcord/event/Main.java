package dev.jetcord.event;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.messaging.consumer.ConsumerSettings;
import dev.jetcord.common.messaging.consumer.FailureReporter;
import dev.jetcord.common.operations.ServiceMetrics;
import dev.jetcord.common.service.ServiceConfiguration;
import dev.jetcord.common.service.ServiceMain;
import dev.jetcord.common.service.WorkerProcess;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Takes every event about what exists and counts it. */
public final class Main {
    private static final String NAME = "event-worker";

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), ServiceConfiguration::from)));
    }

    private static void run(ServiceConfiguration configuration) throws Exception {
        PrometheusMeterRegistry registry = ServiceMetrics.registry(NAME, ServiceMain.version(Main.class));
        WorkerProcess process = new WorkerProcess(NAME, configuration, registry);
        EventCount count = new EventCount(registry);
        process.consume(new BaseNatsConsumer<>(
                ConsumerSettings.of(Topology.EVENT_WORKER),
                process.connect(),
                EventCount::decode,
                count,
                FailureReporter.NONE,
                registry,
                InstantSource.system(),
                RandomGenerator.getDefault()));
    }
}
