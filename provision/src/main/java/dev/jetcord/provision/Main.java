package dev.jetcord.provision;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.service.ServiceMain;

/** Applies the declared topology once and ends. */
public final class Main {
    private static final String NAME = "provision";

    private Main() {}

    public static void main(String[] args) {
        ServiceMain.run(NAME, () -> run(Settings.load(System.getenv(), Configuration::from)));
    }

    private static void run(Configuration configuration) throws Exception {
        try (NatsConnection nats = new NatsConnection(configuration.nats(), NAME)) {
            nats.awaitConnected();
            new Provisioner(nats, configuration.replicas()).apply();
        }
    }

    /**
     * What provisioning needs.
     *
     * @param replicas copies of each stream
     */
    private record Configuration(NatsConfiguration nats, int replicas) {
        private static Configuration from(Settings settings) {
            return new Configuration(NatsConfiguration.from(settings), settings.integer("STREAM_REPLICAS", 1, 1, 5));
        }
    }
}
