package dev.jetcord.sandbox;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A local Discord as a process of its own; stops on SIGTERM. Settings: {@link SandboxSettings#from}. */
public final class Main {

    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        SandboxDiscord discord;
        try {
            SandboxSettings settings = SandboxSettings.from(System.getenv());
            discord = SandboxDiscord.start(settings);
            if (!SandboxSettings.tokenGiven(System.getenv())) {
                System.out.println("The bot's token, for DISCORD_TOKEN: " + settings.token());
            }
        } catch (IllegalArgumentException | IOException e) {
            log.error("The sandbox can't start: {}", e.getMessage());
            System.exit(1);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            discord.close();
            stopped.countDown();
        }));
        FlowLog.watch(discord, System.getenv());
        stopped.await();
    }
}
