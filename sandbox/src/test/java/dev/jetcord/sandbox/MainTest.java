package dev.jetcord.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.sandbox.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sandbox as a process of its own. */
class MainTest {

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    /** Started, and up as far as its log says so; the lines up to there are added to {@code log}. */
    private Process start(Map<String, String> environment, List<String> log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.jetcord.sandbox.Main");
        builder.environment().put("SANDBOX_PORT", "0");
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        BufferedReader lines = process.errorReader(UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            log.add(line);
            if (line.contains("listens on")) {
                return process;
            }
        }
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it has ended").isTrue();
        return process.exitValue();
    }

    @Test
    void printsTheTokenThatItMadeAndEndsWithZeroOnSigterm() throws Exception {
        Process process = start(Map.of(), new ArrayList<>());
        assertThat(process.inputReader(UTF_8).readLine()).startsWith("The bot's token, for DISCORD_TOKEN: ");

        process.destroy();

        assertThat(exitCode(process)).isZero();
    }

    @Test
    void logsJsonWhenToldTo() throws Exception {
        List<String> log = new ArrayList<>();
        start(Map.of("LOG_FORMAT", "json"), log);

        assertThat(log).isNotEmpty();
        assertThat(Json.parse(log.getLast()).path("formattedMessage").asText()).contains("listens on");
    }

    @Test
    void namesTheVariableThatIsWrongAndEndsWithOne() throws Exception {
        List<String> log = new ArrayList<>();
        Process process = start(Map.of("STOP_TIMEOUT", "soon"), log);

        assertThat(exitCode(process)).isEqualTo(1);
        assertThat(log).anySatisfy(line -> assertThat(line).contains("STOP_TIMEOUT is a time such as 25s"));
    }
}
