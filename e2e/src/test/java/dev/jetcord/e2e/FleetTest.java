package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises, by the launcher as it is packaged, in a home and on ports of its own. */
class FleetTest {
    private static final int SERVICES = 6;

    @TempDir
    private Path home;

    private final int firstPort = freeRange();

    @AfterEach
    void leaveNothingBehind() throws Exception {
        jetcord("down");
    }

    @Test
    void answersACommandAndLeavesNoProcessBehind() throws Exception {
        Run up = jetcord("up", "--detach");
        assertThat(up.output()).contains("gateway-bridge", "./jetcord say");
        assertThat(up.exitCode()).isZero();

        Run say = jetcord("say", "/ping");
        assertThat(say.output()).containsIgnoringCase("pong");
        assertThat(say.exitCode()).isZero();

        Run unknown = jetcord("say", "/no-such-command");
        assertThat(unknown.output()).contains("no-such-command", "ping");
        assertThat(unknown.exitCode()).isEqualTo(1);

        Run status = jetcord("status");
        assertThat(status.output()).contains("nats", "sandbox", "command-worker", "event-worker", "eligibility-worker");
        assertThat(status.exitCode()).isZero();
        assertThat(processes()).isEqualTo(SERVICES);

        assertThat(jetcord("down").exitCode()).isZero();
        assertThat(processes()).isZero();
        assertThat(jetcord("status").exitCode()).isEqualTo(3);
    }

    private record Run(int exitCode, String output) {}

    private Run jetcord(String... arguments) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("jetcord.root"));
        Path jar;
        try (Stream<Path> files = Files.list(root.resolve("distribution/target/lib"))) {
            jar = files.filter(file -> file.getFileName().toString().startsWith("jetcord-launcher-"))
                    .findFirst()
                    .orElseThrow();
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djetcord.root=" + root,
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("JETCORD_HOME", home.toString());
        environment.put("JETCORD_OPERATIONS_PORT", Integer.toString(firstPort));
        environment.put("JETCORD_NATS_PORT", Integer.toString(firstPort + 4));
        environment.put("JETCORD_SANDBOX_PORT", Integer.toString(firstPort + 5));
        environment.remove("NATS_URL");
        Process process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private long processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> Arrays.stream(arguments).anyMatch(word -> word.contains(home.toString())))
                        .orElse(false))
                .count();
    }

    // Six ports that follow one another: below the range from which the system gives out ports of its own.
    private static int freeRange() {
        for (int first = 15_000 + new Random().nextInt(400) * 10; ; first += 10) {
            try (var _ = new ServerSocket(first);
                    var _ = new ServerSocket(first + 1);
                    var _ = new ServerSocket(first + 2);
                    var _ = new ServerSocket(first + 3);
                    var _ = new ServerSocket(first + 4);
                    var _ = new ServerSocket(first + 5)) {
                return first;
            } catch (BindException _) {
                // Taken: the next ones.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
