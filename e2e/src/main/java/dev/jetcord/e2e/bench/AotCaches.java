package dev.jetcord.e2e.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Ahead-of-time caches of a service and of the JVM that it is held against, each from a run of its own.
 *
 * @param service the flags by which it uses its cache
 * @param libraries the flags by which the other does
 */
record AotCaches(List<String> service, List<String> libraries) {
    /** A cache is written when the trained process ends. */
    static AotCaches train(LibraryJvm libraries, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException, UnmeasurableException {
        Path service = folder.resolve(libraries.module() + ".aot");
        ServiceProcess.start(
                        libraries.installation(),
                        libraries.module(),
                        environment,
                        List.of("-XX:AOTCacheOutput=" + service))
                .stop();
        Path bare = folder.resolve(libraries.module() + ".libraries.aot");
        libraries.toLoaded(List.of("-XX:AOTCacheOutput=" + bare));
        return new AotCaches(List.of("-XX:AOTCache=" + service), List.of("-XX:AOTCache=" + bare));
    }
}
