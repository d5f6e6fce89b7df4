package dev.jetcord.eligibility;

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

/** Takes every eligibility check and counts it. */
public final class Main {
    private static final String NAME = "eligibility-worker";

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), ServiceConfiguration::from)));
    }

    private static void run(ServiceConfiguration configuration) throws Exception {
        PrometheusMeterRegistry registry = ServiceMetrics.registry(NAME, ServiceMain.version(Main.class));
        WorkerProcess process = new WorkerProcess(NAME, configuration, registry);
        CheckCount count = new CheckCount(registry);
        process.consume(new BaseNatsConsumer<>(
                ConsumerSettings.of(Topology.ELIGIBILITY_WORKER),
                process.connect(),
                CheckCount::decode,
                count,
                FailureReporter.NONE,
                registry,
                InstantSource.system(),
                RandomGenerator.getDefault()));
    }
}
