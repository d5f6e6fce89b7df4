package dev.jetcord.bridge;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.service.ServiceMain;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway bridge: as many shards as the bot needs in, JetStream out. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);
    /** As every service exits when its configuration cannot work: restarting alone does not help. */
    private static final int EXIT_CONFIGURATION = 2;

    private Main() {}

    public static void main(String[] arguments) {
        run(InstantSource.system());
    }

    /**
     * Runs a bridge, configured by the environment, until it is told to stop.
     *
     * @param clock the time of day, which may jump; intervals are measured by another
     */
    public static void run(InstantSource clock) {
        ServiceMain.run(Bridge.NAME, () -> {
            BridgeConfiguration configuration = Settings.load(System.getenv(), BridgeConfiguration::from);
            Bridge bridge = new Bridge(configuration, clock, fatality -> {
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
