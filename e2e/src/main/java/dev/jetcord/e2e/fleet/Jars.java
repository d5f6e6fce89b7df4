package dev.jetcord.e2e.fleet;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.Installation;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this program's own jar lies, and every service's beside it. */
public final class Jars {
    private Jars() {}

    public static Installation ofThisProgram() {
        try {
            Path jar = Path.of(Jars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Installation.ofThisLauncher(requireNonNull(jar.getParent(), "a jar lies in a folder"), "");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the own jar has no path", e);
        }
    }
}
