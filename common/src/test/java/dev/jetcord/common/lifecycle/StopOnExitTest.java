package dev.jetcord.common.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a process ends, seen from outside: a real child process for each case. */
@Timeout(60)
class StopOnExitTest {
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void endsWithZeroAfterASignalWhenAllStopped(String signal) throws Exception {
        Ended ended = run("drains", signal);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output()).contains("drained", "stopped in");
    }

    @Test
    void keepsTheCodeOfAnExitThatTheProcessAskedFor() throws Exception {
        Ended ended = run("exits", "none");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.output()).contains("drained");
    }

    @Test
    void endsWithOneAfterASignalWhenAPartFailedToStop() throws Exception {
        Ended ended = run("fails", "TERM");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("part did not stop cleanly");
    }

    @Test
    void endsWithOneAndSaysWhatHangsWhenTheBudgetIsOver() throws Exception {
        long began = System.nanoTime();

        Ended ended = run("hangs", "TERM");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("part has not stopped", "raise STOP_TIMEOUT");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(String behaviour, String signal) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppingProcess.class.getName(),
                        behaviour)
                .redirectErrorStream(true)
                .start();
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                if (line.equals("ready") && !signal.equals("none")) {
                    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
                }
            }
            return new Ended(process.waitFor(), output.toString());
        } finally {
            process.destroyForcibly();
        }
    }
}
