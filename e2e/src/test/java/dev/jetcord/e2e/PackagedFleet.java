package dev.jetcord.e2e;

import dev.jetcord.e2e.fleet.LaunchedFleet;
import java.nio.file.Path;

/** Fleets of what this build has packaged. */
final class PackagedFleet {
    private PackagedFleet() {}

    /**
     * A fleet that does not run yet.
     *
     * @param home an empty folder
     */
    static LaunchedFleet in(Path home) {
        return new LaunchedFleet(Path.of(System.getProperty("jetcord.root"), "distribution/target/lib"), home);
    }
}
