package dev.jetcord.launcher.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JVM flags of every service on a developer's machine. Six JVMs share it, so each is kept small: the serial collector
 * and compact object headers have the smallest footprint, 256 MiB is several times what a service needs here, and a service
 * that runs out of memory ends, instead of limping.
 */
final class JvmFlags {
    /**
     * More flags, from the environment, separated by blanks; they come last and win. {@value #SERVICE} in one stands for the
     * name of the service, so that each can write a file of its own.
     */
    static final String VARIABLE = "JETCORD_JAVA_OPTIONS";

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            // zstd and netty bring native libraries.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final String SERVICE = "{service}";

    /**
     * Of what idles most of the time: otherwise the JVM begins with all that it may take, and fills a third of it before it
     * first collects. The heap grows with what has to be held.
     */
    private static final String SMALL_AT_FIRST = "-Xms32m";

    private JvmFlags() {}

    /**
     * The flags to start a service with.
     *
     * @param more the value of {@value #VARIABLE}; may be empty
     */
    static List<String> with(String more) {
        var all = new ArrayList<>(FLAGS);
        Arrays.stream(more.strip().split("\\s+", -1))
                .filter(flag -> !flag.isEmpty())
                .forEach(all::add);
        return all;
    }

    /**
     * The flags of one service: its own before {@code flags}. Bridge and sandbox make hundreds of MiB a second under load: they
     * begin large.
     */
    static List<String> of(String service, List<String> flags) {
        boolean large = service.equals(Services.BRIDGE) || service.equals(Services.SANDBOX);
        return Stream.concat(
                        large ? Stream.empty() : Stream.of(SMALL_AT_FIRST),
                        flags.stream().map(flag -> flag.replace(SERVICE, service)))
                .toList();
    }
}
