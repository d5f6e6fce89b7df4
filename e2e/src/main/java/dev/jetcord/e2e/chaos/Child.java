package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of a fleet that is to be broken; it can be started again, and keeps one log. Not thread-safe. */
final class Child {
    private static final Duration STOP = Duration.ofSeconds(30);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    private Child(String name, List<String> command, Map<String, String> environment, Path folder) throws IOException {
        this.name = requireNonNull(name, "name");
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = folder.resolve(name + ".log");
        this.process = launch();
    }

    /**
     * Starts a process.
     *
     * @param environment all that it gets
     * @param folder where its log is kept
     */
    static Child start(String name, List<String> command, Map<String, String> environment, Path folder)
            throws IOException {
        return new Child(name, command, environment, folder);
    }

    private Process launch() throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process launched = builder.start();
        // Nothing that is broken outlives this program, however that ends.
        Runtime.getRuntime().addShutdownHook(new Thread(launched::destroyForcibly, "stop-" + name));
        return launched;
    }

    void restart() throws IOException {
        process = launch();
    }

    /** {@code kill -9}; returns when it has ended. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends a signal, such as {@code STOP}. */
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Ends it in good order; a process that does not end in time is killed. Returns its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
        return process.exitValue();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public String toString() {
        return name;
    }
}
