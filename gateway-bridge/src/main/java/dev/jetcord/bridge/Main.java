package dev.jetcord.bridge;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.service.ServiceMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway bridge: as many shards as the bot needs in, JetStream out. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);
    /** As every service exits when its configuration cannot work: restarting alone does not help. */
    private static final int EXIT_CONFIGURATION = 2;

    private Main() {}

    public static void main(String[] arguments) {
        ServiceMain.run(Bridge.NAME, () -> {
            Bridge bridge = new Bridge(Settings.load(System.getenv(), BridgeConfiguration::from), fatality -> {
                log.error("{}", fatality.message());
                // The exit waits for the stop, which waits for the shard that calls here.
                Thread.ofPlatform().name("exit").start(() -> System.exit(EXIT_CONFIGURATION));
            });
            bridge.lifecycle().stopOnExit();
            bridge.start();
            bridge.lifecycle().awaitStopped();
        });
    }
}
