package dev.jetcord.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A main class of the test's own class path as a process, with only the environment that it is given. It is killed when it
 * is closed. Thread-safe.
 */
public final class JavaProcess implements AutoCloseable {
    /** A JVM takes its time on a machine that has other tests to run. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long POLL_MILLIS = 50;
    private static final int READY = 200;
    private static final Pattern OPERATIONS_PORT = Pattern.compile("operations endpoint on port (\\d+)");

    /**
     * Whoever runs the tests in the background of a script has them ignore SIGINT, and a child would too: this undoes it
     * where there is an {@code env} that can.
     */
    private static final List<String> HEEDING_SIGNALS = heedingSignals("/usr/bin/env", "--default-signal=INT");

    private final Process process;
    private final StringBuilder output = new StringBuilder();
    private boolean ended;

    private JavaProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().name("output-of-" + process.pid()).start(this::read);
    }

    public static JavaProcess start(Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        command.addAll(0, HEEDING_SIGNALS);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new JavaProcess(builder.start());
    }

    private static List<String> heedingSignals(String... prefix) {
        List<String> probe = new ArrayList<>(List.of(prefix));
        probe.add("true");
        try {
            boolean works = new ProcessBuilder(probe)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
            return works ? List.of(prefix) : List.of();
        } catch (IOException noSuchProgram) {
            return List.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** What it has printed so far. */
    public String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /** Waits until what it has printed contains the text, for a minute at most. */
    public void awaitOutput(String text) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        synchronized (output) {
            while (output.indexOf(text) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || ended) {
                    throw new AssertionError("the process did not print '" + text + "' but:\n" + output);
                }
                output.wait(left);
            }
        }
    }

    /** Asks the operations endpoint of a service that was started with {@code OPERATIONS_PORT=0}. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        awaitOutput("operations endpoint on port");
        Matcher port = OPERATIONS_PORT.matcher(output());
        if (!port.find()) {
            throw new AssertionError("the process does not say its operations port:\n" + output());
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port.group(1) + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    /** Waits until {@code /readyz} says so, for a minute at most. */
    public void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        HttpResponse<String> answer = get("/readyz");
        while (answer.statusCode() != READY) {
            if (System.nanoTime() - deadline >= 0) {
                throw new AssertionError("the process is not ready:\n" + answer.body() + output());
            }
            synchronized (output) {
                output.wait(POLL_MILLIS);
            }
            answer = get("/readyz");
        }
    }

    /** Sends a signal, such as {@code TERM}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for its end, for a minute at most, and for all that it printed. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the process has not ended, and printed:\n" + output());
        }
        synchronized (output) {
            while (!ended) {
                output.wait();
            }
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                append(line);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            synchronized (output) {
                ended = true;
                output.notifyAll();
            }
        }
    }

    private void append(String line) {
        synchronized (output) {
            output.append(line).append('\n');
            output.notifyAll();
        }
    }
}
