package dev.jetcord.launcher.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs other programs to their end. */
public interface Commands {
    /**
     * How a program ended.
     *
     * @param exitCode its exit code
     * @param output what it printed, both streams in one
     */
    record Result(int exitCode, String output) {
        public boolean succeeded() {
            return exitCode == 0;
        }

        /** The last lines, enough to see what was wrong. */
        public String lastLines(int count) {
            List<String> lines = output.strip().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        }
    }

    /** The program's path, if it is on the {@code PATH}. */
    Optional<Path> find(String program);

    /**
     * Runs a program and waits for its end.
     *
     * @param environment variables to add to the launcher's own
     * @param folder where it runs
     * @throws IOException when it can't be run, or has not ended in time (it is ended then)
     * @throws InterruptedException when the thread was interrupted (it is ended then)
     */
    Result run(List<String> command, Map<String, String> environment, Path folder, Duration timeout)
            throws IOException, InterruptedException;
}
