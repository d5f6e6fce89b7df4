package dev.jetcord.event;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.service.ServiceConfiguration;
import dev.jetcord.common.service.ServiceMain;
import dev.jetcord.common.service.WorkerProcess;

/** Takes every event about what exists and counts it. */
public final class Main {
    private static final String NAME = "event-worker";

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), ServiceConfiguration::from)));
    }

    private static void run(ServiceConfiguration configuration) throws Exception {
        WorkerProcess process = new WorkerProcess(NAME, ServiceMain.version(Main.class), configuration);
        EventCount count = new EventCount(process.registry());
        process.consume(Topology.EVENT_WORKER, EventCount::decode, count);
    }
}
