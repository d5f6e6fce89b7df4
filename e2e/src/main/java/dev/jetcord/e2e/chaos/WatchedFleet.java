package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.launcher.fleet.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;

/** A fleet whose launcher looks on, so that what is killed is started again. */
final class WatchedFleet {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration READY = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final long POLL_MILLIS = 100;

    private final LaunchedFleet fleet;
    private final Process launcher;
    private final Path printed;

    private WatchedFleet(LaunchedFleet fleet, Process launcher, Path printed) {
        this.fleet = requireNonNull(fleet, "fleet");
        this.launcher = requireNonNull(launcher, "launcher");
        this.printed = requireNonNull(printed, "printed");
    }

    /** Starts one and returns when it is ready. */
    static WatchedFleet start(LaunchedFleet fleet, Path printed) throws Exception {
        ProcessBuilder builder = fleet.launcher("up").redirectOutput(printed.toFile());
        // What the sandbox's load sends.
        builder.environment().putAll(Map.of("DISCORD_INTENTS", "GUILDS,GUILD_MEMBERS,GUILD_MESSAGES"));
        var watched = new WatchedFleet(fleet, builder.start(), printed);
        watched.await(
                "the fleet's start", START, () -> Files.readString(printed).contains("What happens:"));
        return watched;
    }

    LaunchedFleet fleet() {
        return fleet;
    }

    /** {@code kill -9}; returns when the service is ready again. */
    void killAndAwait(String service) throws Exception {
        long pid = fleet.process(service).pid();
        fleet.kill(service);
        await(
                service + " after it was killed",
                READY,
                () -> fleet.process(service).pid() != pid && isReady());
    }

    /** Whether all of it is. */
    boolean isReady() throws IOException, InterruptedException {
        for (String service : Services.LONG_RUNNING) {
            try {
                if (fleet.operations(service, "/readyz").statusCode() != 200) {
                    return false;
                }
            } catch (IOException _) {
                // It is being started.
                return false;
            }
        }
        return true;
    }

    /** Something that comes true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * Waits for it.
     *
     * @throws IOException when it does not come true in time, or the launcher has ended
     */
    void await(String what, Duration most, Condition condition) throws Exception {
        long deadline = System.nanoTime() + most.toNanos();
        while (!holds(condition)) {
            if (!launcher.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("waited " + most.toSeconds() + " s for " + what + "; the launcher printed:\n"
                        + Files.readString(printed));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    // A record that is being replaced, or a process that has just ended, is no answer yet.
    private static boolean holds(Condition condition) throws Exception {
        try {
            return condition.holds();
        } catch (IOException | NoSuchElementException _) {
            return false;
        }
    }

    void stop() throws IOException, InterruptedException {
        launcher.destroy();
        if (!launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
        }
        fleet.stop();
    }
}
