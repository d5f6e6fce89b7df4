package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.e2e.fleet.LaunchedFleet.Run;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises, by the launcher as it is packaged, in a home and on ports of its own. */
class FleetTest {
    private static final int SERVICES = 7;

    @TempDir
    private Path folder;

    private LaunchedFleet fleet;

    @BeforeEach
    void prepare() {
        fleet = PackagedFleet.in(folder.resolve("home"));
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        fleet.stop();
    }

    @Test
    void answersCommandsAlsoWithoutItsLauncherAndLeavesNoProcessBehind() throws Exception {
        Path printed = folder.resolve("printed");
        Process launcher = fleet.launcher("up").redirectOutput(printed.toFile()).start();
        awaitPrinted(printed, "What happens:");
        launcher.destroyForcibly().waitFor();

        Run status = fleet.jetcord("status");
        assertThat(status.output()).contains("nats", "sandbox", "command-worker", "event-worker", "eligibility-worker");
        assertThat(status.exitCode()).isZero();
        assertThat(fleet.jetcord("up", "--detach").output()).contains("The fleet is up already.");
        assertThat(fleet.processes()).isEqualTo(SERVICES);

        Run say = fleet.jetcord("say", "/ping");
        assertThat(say.output()).containsIgnoringCase("pong");
        assertThat(say.exitCode()).isZero();

        Run unknown = fleet.jetcord("say", "/no-such-command");
        assertThat(unknown.output()).contains("no-such-command", "ping");
        assertThat(unknown.exitCode()).isEqualTo(1);

        Run down = fleet.jetcord("down");
        assertThat(down.output()).contains(SERVICES + " processes stopped");
        assertThat(down.exitCode()).isZero();
        assertThat(fleet.processes()).isZero();
        assertThat(fleet.jetcord("status").exitCode()).isEqualTo(3);
    }

    @Test
    void showsTheWayOfACommandInOrderAndStopsEverythingWhenItIsToldTo() throws Exception {
        Path printed = folder.resolve("printed");
        Process launcher = fleet.launcher("up").redirectOutput(printed.toFile()).start();
        try {
            awaitPrinted(printed, "What happens:");
            assertThat(fleet.jetcord("say", "/ping").exitCode()).isZero();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(Files.readString(printed))
                            .containsSubsequence(
                                    "sandbox         dispatch INTERACTION_CREATE",
                                    "gateway-bridge  interaction",
                                    "command-worker  "));
            // As Ctrl-C, but a test run in the background may have that signal ignored.
            launcher.destroy();
            launcher.waitFor();
        } finally {
            launcher.destroyForcibly();
        }
        assertThat(Files.readString(printed)).contains("stopped " + SERVICES + " processes");
        assertThat(fleet.processes()).isZero();
    }

    @Test
    void aLauncherThatIsKilledHalfWayLeavesNothingThatCanNotBeStopped() throws Exception {
        Path printed = folder.resolve("printed");
        Process launcher = fleet.launcher("up", "--detach")
                .redirectOutput(printed.toFile())
                .start();
        awaitPrinted(printed, "sandbox: http");
        launcher.destroyForcibly().waitFor();

        Run status = fleet.jetcord("status");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.output()).contains("sandbox");
        Run up = fleet.jetcord("up", "--detach");
        assertThat(up.output())
                .contains("stopped what was left of an earlier fleet", "gateway-bridge", "./jetcord say");
        assertThat(up.exitCode()).isZero();
        assertThat(fleet.processes()).isEqualTo(SERVICES);
    }

    @Test
    void saysWhoHoldsAPort() throws Exception {
        try (var _ = new ServerSocket(fleet.firstPort() + 2, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Run up = fleet.jetcord("up", "--detach");

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output())
                    .contains("port " + (fleet.firstPort() + 2) + " for event-worker is in use by pid "
                            + ProcessHandle.current().pid())
                    .contains("--operations-port")
                    .doesNotContain("Exception");
        }
    }

    private static void awaitPrinted(Path file, String text) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(file) && Files.readString(file).contains(text));
    }
}
