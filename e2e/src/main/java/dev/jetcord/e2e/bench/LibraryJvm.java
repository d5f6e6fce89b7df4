package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.Installation;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@link LibraryLoader} with the flags and the class path of a service, and the classes that this service had loaded.
 *
 * @param classes the file that names them
 * @param count how many
 */
record LibraryJvm(Installation installation, String module, Path classes, int count) {
    private static final double LEAST_SHARE = 0.97;

    LibraryJvm {
        requireNonNull(installation, "installation");
        requireNonNull(module, "module");
        requireNonNull(classes, "classes");
    }

    /**
     * Runs the service to see what it loads, and before that once for what is only done at the very first start, such as to
     * make a schema.
     *
     * @param idle how long it runs on after it is ready
     * @param folder for files
     */
    static LibraryJvm of(
            Installation installation, String module, Map<String, String> environment, Duration idle, Path folder)
            throws IOException, InterruptedException, UnmeasurableException {
        ServiceProcess.start(installation, module, environment, List.of()).stop();
        Path log = folder.resolve(module + ".classes.log");
        ServiceProcess service =
                ServiceProcess.start(installation, module, environment, List.of(LibraryClasses.flag(log)));
        List<String> lines;
        try {
            Thread.sleep(idle);
            lines = LibraryClasses.of(log);
        } finally {
            service.stop();
        }
        Path classes = folder.resolve(module + ".classes");
        Files.write(classes, lines);
        return new LibraryJvm(installation, module, classes, lines.size());
    }

    /** Runs to the end, and returns how long it took until everything was loaded. */
    Duration toLoaded(List<String> moreFlags) throws IOException, InterruptedException, UnmeasurableException {
        long start = System.nanoTime();
        Process process = start(moreFlags, List.of());
        awaitLoaded(process);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        // One that trains a cache has much to say at its end, and does not end while nobody reads it.
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        process.waitFor();
        return taken;
    }

    /** Starts one that stays, and returns when it has loaded everything. */
    Process stay(List<String> moreFlags) throws IOException, UnmeasurableException {
        Process process = start(moreFlags, List.of(LibraryLoader.STAY));
        awaitLoaded(process);
        return process;
    }

    private Process start(List<String> moreFlags, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(installation.jvmFlagsOf(module));
        command.addAll(moreFlags);
        command.addAll(List.of(
                "-cp",
                installation.jar(module) + File.pathSeparator + installation.jar("e2e"),
                LibraryLoader.class.getName(),
                classes.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        JvmProcess.endWithThisProgram(process);
        return process;
    }

    private void awaitLoaded(Process process) throws IOException, UnmeasurableException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String last = "nothing";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            last = line;
            if (line.matches("\\d+")) {
                if (Integer.parseInt(line) < LEAST_SHARE * count) {
                    break;
                }
                return;
            }
        }
        process.destroyForcibly();
        throw new UnmeasurableException(
                "a JVM that should load the " + count + " library classes of " + module + " ended with " + last);
    }
}
