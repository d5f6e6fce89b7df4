package dev.jetcord.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A JVM that loads classes and does nothing else: the ceiling of what a service with those libraries can be. It prints how many
 * it has loaded, and ends, or stays until it is killed.
 */
final class LibraryLoader {
    static final String STAY = "stay";

    private LibraryLoader() {}

    /** Takes a file of {@link LibraryClasses}, and perhaps {@link #STAY}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int loaded = 0;
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            if (load(line.substring(1), line.startsWith(LibraryClasses.INITIALIZED))) {
                loaded++;
            }
        }
        System.out.println(loaded);
        if (arguments.length > 1 && arguments[1].equals(STAY)) {
            new CountDownLatch(1).await();
        }
    }

    private static boolean load(String name, boolean initialize) {
        try {
            Class.forName(name, initialize, LibraryLoader.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError madeAtRunTime) {
            // How many there are is held against a limit.
            return false;
        }
    }
}
