package dev.jetcord.e2e.chaos;

import dev.jetcord.launcher.fleet.Installation;
import java.nio.file.Path;

/** Fleets of what this build has packaged. */
final class ChaosFleets {
    private ChaosFleets() {}

    static ChaosFleet start(Path folder, Setup setup) throws Exception {
        Path libraries = Path.of(System.getProperty("jetcord.root"), "distribution/target/lib");
        return ChaosFleet.start(Installation.ofThisLauncher(libraries, ""), folder, setup);
    }
}
