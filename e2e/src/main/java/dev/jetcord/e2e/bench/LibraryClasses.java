package dev.jetcord.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which classes a service had loaded, and which of them initialised, as its JVM's log says, in the order in which that
 * happened: those of the JDK and of libraries, not Jetcord's own, nor such as were made at run time.
 */
final class LibraryClasses {
    static final String INITIALIZED = "!";
    static final String LOADED = "-";

    private static final Pattern LOAD = Pattern.compile("\\[class,load] (\\S+) source: ");
    private static final Pattern INITIALIZE = Pattern.compile("\\[class,init] \\d+ Initializing '([^']+)'");
    private static final String OURS = "dev.jetcord.";

    private LibraryClasses() {}

    /** The flag that has a JVM write the log. */
    static String flag(Path log) {
        return "-Xlog:class+load=info,class+init=info:file=" + log + ":tags:filecount=0";
    }

    /** The lines of the file that {@link LibraryLoader} reads. */
    static List<String> of(Path log) throws IOException {
        Set<String> initialized = new LinkedHashSet<>();
        Set<String> loaded = new LinkedHashSet<>();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher load = LOAD.matcher(line);
            if (load.find() && isLibrary(load.group(1)) && loaded.add(load.group(1))) {
                lines.add(LOADED + load.group(1));
            }
            Matcher initialize = INITIALIZE.matcher(line);
            if (initialize.find()) {
                String name = initialize.group(1).replace('/', '.');
                if (isLibrary(name) && initialized.add(name)) {
                    lines.add(INITIALIZED + name);
                }
            }
        }
        return lines;
    }

    private static boolean isLibrary(String name) {
        return !name.startsWith(OURS)
                && !name.contains("$$Lambda")
                && !name.contains("/0x")
                && !name.contains("+0x")
                && !name.contains("LambdaForm$")
                && !name.contains("$Proxy");
    }
}
