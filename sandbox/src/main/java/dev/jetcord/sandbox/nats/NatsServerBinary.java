package dev.jetcord.sandbox.nats;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * An executable {@code nats-server}.
 *
 * @param path the absolute path of an executable file
 */
public record NatsServerBinary(Path path) {
    private static final Pattern VERSION = Pattern.compile("nats-server: v?(\\S+)");
    private static final int VERSION_TIMEOUT_SECONDS = 10;

    /**
     * Takes the file as it is, without running it.
     *
     * @throws NatsServerException when there is no executable file at the path
     */
    public NatsServerBinary {
        requireNonNull(path, "path");
        path = path.toAbsolutePath().normalize();
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
            throw new NatsServerException("no executable nats-server at " + path);
        }
    }

    /**
     * Asks the program for its version.
     *
     * @return the version without a leading {@code v}, such as {@code 2.15.2}
     * @throws NatsServerException when the program does not run here or is no NATS server
     */
    public String version() {
        try {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(VERSION_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new NatsServerException(path + " --version did not end");
            }
            var version = VERSION.matcher(output);
            if (process.exitValue() != 0 || !version.find()) {
                throw new NatsServerException(path + " is no NATS server that runs here, it says: " + output);
            }
            return version.group(1);
        } catch (IOException e) {
            throw new NatsServerException(path + " can't be run here: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NatsServerException("interrupted while asking " + path + " for its version", e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
