package dev.jetcord.launcher.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built Jetcord that services are started from.
 *
 * @param java the {@code java} program
 * @param libraries the folder with every jar
 * @param jvmFlags what each service's JVM is started with
 */
public record Installation(Path java, Path libraries, List<String> jvmFlags) {
    public Installation {
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** The one that runs this launcher. */
    public static Installation ofThisLauncher(Path libraries, String moreFlags) {
        return new Installation(
                Path.of(System.getProperty("java.home"), "bin", "java"), libraries, JvmFlags.with(moreFlags));
    }

    /** What the JVM of a module's service is started with; what the user wants comes last and wins. */
    public List<String> jvmFlagsOf(String module) {
        return JvmFlags.of(module, jvmFlags);
    }

    /** A module's jar. */
    public Path jar(String module) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(file -> file.getFileName().toString().matches("jetcord-" + module + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no jar of module " + module + " in " + libraries
                            + ": remove the folder and run ./jetcord up, which builds it"));
        }
    }
}
