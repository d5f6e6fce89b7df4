package dev.jetcord.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local Discord as a process of its own. Settings: {@link SandboxSettings#from}; {@code STOP_TIMEOUT} bounds a stop on
 * SIGTERM, which ends with exit code 0.
 */
public final class Main {

    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(25);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Environment environment = new Environment(System.getenv());
        SandboxSettings settings;
        SandboxDiscord discord;
        Duration stopTimeout;
        boolean logFlow;
        try {
            stopTimeout = environment.duration("STOP_TIMEOUT", STOP_TIMEOUT);
            logFlow = environment.flag("LOG_FLOW", false);
            settings = SandboxSettings.from(environment);
            discord = SandboxDiscord.start(settings);
        } catch (IllegalArgumentException | IOException e) {
            log.error("The sandbox can't start: {}", e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(discord, stopTimeout)));
        // Said last: whoever reads it may stop the process at once.
        if (!SandboxSettings.tokenGiven(environment)) {
            System.out.println("The bot's token, for DISCORD_TOKEN: " + settings.token());
        }
        if (logFlow) {
            FlowLog.watch(discord);
        }
        new CountDownLatch(1).await();
    }

    private static void stop(SandboxDiscord discord, Duration timeout) {
        Thread closing = Thread.ofPlatform().daemon().name("close").start(discord::close);
        try {
            if (closing.join(timeout)) {
                log.info("The local Discord has stopped");
            } else {
                log.warn("The local Discord did not stop within {}; it ends as it is", timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A stop on SIGTERM is a clean end: without this the exit code would be 143.
        Runtime.getRuntime().halt(0);
    }
}
