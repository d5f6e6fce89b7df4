package dev.jetcord.eligibility;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.service.ServiceConfiguration;
import dev.jetcord.common.service.ServiceMain;
import dev.jetcord.common.service.WorkerProcess;

/** Takes every eligibility check and counts it. */
public final class Main {
    private static final String NAME = "eligibility-worker";

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), ServiceConfiguration::from)));
    }

    private static void run(ServiceConfiguration configuration) throws Exception {
        WorkerProcess process = new WorkerProcess(NAME, ServiceMain.version(Main.class), configuration);
        CheckCount count = new CheckCount(process.registry());
        process.consume(Topology.ELIGIBILITY_WORKER, CheckCount::decode, count);
    }
}
