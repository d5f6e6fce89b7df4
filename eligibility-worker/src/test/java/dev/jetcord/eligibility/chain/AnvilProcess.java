package dev.jetcord.eligibility.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An anvil on a free port. Its binary comes from the npm registry by npm itself, with npm's own checks and configuration,
 * once: it is kept below {@code .jetcord}.
 */
public final class AnvilProcess implements AutoCloseable {
    /** Why tests are left out where it is not {@link #isObtainable}. */
    public static final String NEEDS =
            "anvil comes from the npm registry by npm, which is not on the PATH; .ci/run installs it";

    private static final String VERSION = "1.7.1";
    private static final Pattern LISTENING = Pattern.compile("Listening on (127\\.0\\.0\\.1:\\d+)");
    private static final int INSTALL_SECONDS = 120;

    private final Process process;
    private final URI endpoint;

    private AnvilProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Whether it is there already, or npm is: what fails then is a failure. */
    public static boolean isObtainable() {
        return Files.isExecutable(folder().resolve(binary()))
                || Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "npm")));
    }

    /** Returns when it takes requests. */
    static AnvilProcess start() {
        try {
            Process process = new ProcessBuilder(installed().toString(), "--port", "0", "--host", "127.0.0.1")
                    .redirectErrorStream(true)
                    .start();
            StringBuilder said = new StringBuilder();
            BufferedReader output = process.inputReader(UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    // What it says from now on must be taken from it, or it stops at a full pipe.
                    Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                    return new AnvilProcess(process, URI.create("http://" + listening.group(1)));
                }
                said.append(line).append('\n');
            }
            throw new IllegalStateException("anvil ended at once:\n" + said);
        } catch (IOException notStarted) {
            throw new UncheckedIOException("anvil cannot be started", notStarted);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Path installed() throws IOException {
        Path folder = folder();
        if (!Files.isExecutable(folder.resolve(binary()))) {
            // Beside and then moved: what is interrupted leaves nothing that looks complete.
            Files.createDirectories(folder.getParent());
            Path fresh = Files.createTempDirectory(folder.getParent(), "anvil-");
            install(fresh, "@foundry-rs/anvil-" + platform() + "@" + VERSION);
            try {
                Files.move(fresh, folder);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherTestWasFaster) {
                return folder.resolve(binary());
            }
        }
        return folder.resolve(binary());
    }

    private static Path folder() {
        return Path.of(System.getProperty("jetcord.root", ""), ".jetcord", "anvil-" + VERSION);
    }

    /** Below the folder. */
    private static Path binary() {
        return Path.of("node_modules", "@foundry-rs", "anvil-" + platform(), "bin", "anvil");
    }

    private static void install(Path folder, String npmPackage) throws IOException {
        String[] command = {
            "npm", "install", "--prefix", folder.toString(), "--no-save", "--no-audit", "--no-fund", npmPackage
        };
        String advice = "This test needs anvil, which it gets by '" + String.join(" ", command) + "'. ";
        try {
            Process npm = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
                npm.destroyForcibly();
                throw new IllegalStateException(advice + "It took longer than " + INSTALL_SECONDS + " s");
            }
            if (npm.exitValue() != 0) {
                throw new IllegalStateException(advice + "It failed:\n" + Files.readString(folder.resolve("npm.log")));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(advice + "It was interrupted", interrupted);
        } catch (IOException noNpm) {
            throw new IllegalStateException(advice + "Is npm installed?", noNpm);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        return (system.contains("mac") ? "darwin" : "linux") + (machine.equals("aarch64") ? "-arm64" : "-amd64");
    }
}
