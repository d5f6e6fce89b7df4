package dev.jetcord.e2e.bench;

import dev.jetcord.e2e.fleet.LaunchedFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A fleet that is stopped with the program, also when that is told to end in the middle of a measurement. */
final class BenchFleet {
    private final LaunchedFleet fleet;
    private final Thread hook = new Thread(this::stopAtOnce, "stop-fleet");

    /** @param folder of the benchmark's own, for the fleet's home */
    BenchFleet(Path libraries, Path folder) {
        this.fleet = new LaunchedFleet(libraries, folder.resolve("home"));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    LaunchedFleet launched() {
        return fleet;
    }

    /** Brings it up, with guilds for a load. */
    void up(int guilds, int members) throws IOException, InterruptedException, UnmeasurableException {
        // Those of the events that a load sends.
        LaunchedFleet.Run up =
                fleet.jetcord(Map.of("DISCORD_INTENTS", "GUILDS,GUILD_MEMBERS,GUILD_MESSAGES"), "up", "--detach");
        if (up.exitCode() != 0) {
            throw new UnmeasurableException("the fleet is not up:\n" + up.output());
        }
        fleet.control("POST", "/guilds", "{\"count\":%d,\"members\":%d}".formatted(guilds, members));
    }

    private void stopAtOnce() {
        try {
            fleet.abandon();
        } catch (IOException e) {
            throw new UncheckedIOException("the fleet may still run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it, in whatever state it is. */
    void stop() throws IOException, InterruptedException {
        fleet.stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The program is ending and runs the hook itself: the fleet is stopped either way.
            return;
        }
    }
}
