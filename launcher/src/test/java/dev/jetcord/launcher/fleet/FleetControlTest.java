package dev.jetcord.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.jetcord.launcher.process.SystemCommands;
import dev.jetcord.launcher.terminal.Steps;
import dev.jetcord.launcher.terminal.Terminal;
import dev.jetcord.testing.TestNats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes and a real NATS server; only what the services do is a fake. */
class FleetControlTest {
    private static final String USERS_TOKEN = "the-users-own-token";

    private static TestNats nats;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Home home;
    private FleetControl fleet;
    private Ports ports;
    private Optional<RunningFleet> started = Optional.empty();

    @BeforeAll
    static void startNats() {
        nats = TestNats.start();
    }

    @AfterAll
    static void stopNats() {
        nats.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        home = new Home(folder.resolve("home"));
        Files.createDirectories(home.folder());
        fleet = anotherLauncher();
        ports = new Ports(freePort(), freePort(), freeRange());
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        fleet.down();
    }

    @Test
    void startsEverythingAndStopsEverything() throws Exception {
        boolean started = up(Map.of());

        assertThat(started).isTrue();
        assertThat(names())
                .containsExactly("sandbox", "command-worker", "eligibility-worker", "event-worker", "gateway-bridge");
        assertThat(allReady()).isTrue();

        assertThat(fleet.down()).isEqualTo(5);
        assertThat(new ProcessTable(home).ofThisHome()).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void saysThatItIsUpAlready() throws Exception {
        up(Map.of());

        assertThat(up(Map.of())).isFalse();
    }

    @Test
    void replacesWhatIsLeftOfACrashedFleet() throws Exception {
        up(Map.of());
        kill("command-worker");

        assertThat(up(Map.of())).isTrue();

        assertThat(allReady()).isTrue();
    }

    @Test
    void stopsWhatRunsWithoutARecord() throws Exception {
        up(Map.of());
        try (var files = Files.list(home.run())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThat(fleet.down()).isEqualTo(5);

        assertThat(new ProcessTable(home).ofThisHome()).isEmpty();
    }

    @Test
    void showsTheLastWordsOfAServiceThatEndsAndStopsTheRest() {
        assertThatThrownBy(() -> up(Map.of("FAKE_BREAKS", "all")))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("event-worker ended with exit code 7")
                .hasMessageContaining("the event worker's last words");

        assertThat(new ProcessTable(home).ofThisHome()).isEmpty();
    }

    @Test
    void namesWhoHoldsAPortAndStartsNothing() throws Exception {
        try (var _ = new ServerSocket(ports.sandbox(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> up(Map.of()))
                    .isInstanceOf(FleetException.class)
                    .hasMessageContaining("port " + ports.sandbox() + " for sandbox is in use by ")
                    .hasMessageContaining("Nothing was started");
        }
        assertThat(Files.exists(home.run())).isFalse();
    }

    @Test
    void neverGivesTheUsersTokenToAServiceOfTheSandbox() throws Exception {
        up(Map.of("DISCORD_TOKEN", USERS_TOKEN));

        String sandboxToken = Files.readString(home.sandboxToken());
        assertThat(Files.readString(home.log("command-worker"))).contains("token " + sandboxToken);
        assertThat(Files.readString(home.log("gateway-bridge"))).contains("token " + sandboxToken);
        assertThat(Files.readString(home.log("event-worker"))).contains("token none");
        assertThat(Files.readString(home.log("sandbox"))).contains("token none");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("DISCORD_TOKEN is set and not used");
    }

    @Test
    void theRealDiscordNeedsAToken() {
        assertThatThrownBy(() -> up(true, Map.of()))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("--discord needs the bot's token");
    }

    @Test
    void aNatsUrlThatNobodyAnswersIsNamed() {
        String unused = "nats://127.0.0.1:" + ports.nats();

        assertThatThrownBy(() -> up(Map.of("NATS_URL", unused)))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("NATS_URL is set")
                .hasMessageContaining(unused);
    }

    @Test
    void startsAServiceAgainThatEndsUnasked() throws Exception {
        up(Map.of());
        var told = new RecordedSupervision();
        Supervisor supervisor = fleet.supervise(started.orElseThrow(), told);
        try {
            kill("command-worker");

            await().untilAsserted(() -> assertThat(told.lines())
                    .containsExactly("command-worker ended with 137, again in 1 s", "command-worker is ready"));
            assertThat(told.lastWords()).contains("token ");
            assertThat(allReady()).isTrue();
        } finally {
            supervisor.stop();
        }
    }

    @Test
    void startsNothingAgainThatAnotherLauncherStops() throws Exception {
        up(Map.of());
        var told = new RecordedSupervision();
        Supervisor supervisor = fleet.supervise(started.orElseThrow(), told);
        try {
            assertThat(anotherLauncher().down()).isEqualTo(5);

            await().until(() -> !supervisor.active());
            assertThat(told.lines()).hasSize(5).allMatch(line -> line.endsWith(" is released"));
            assertThat(new ProcessTable(home).ofThisHome()).isEmpty();
        } finally {
            supervisor.stop();
        }
    }

    @Test
    void ofTwoAtOnceOneStartsAndTheOtherFindsItUp() throws Exception {
        FleetControl other = anotherLauncher();
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> one = both.submit(() -> up(fleet));
            Future<Boolean> two = both.submit(() -> up(other));

            assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(true, false);
        }
        assertThat(new ProcessTable(home).ofThisHome()).hasSize(5);
        assertThat(allReady()).isTrue();
    }

    private boolean up(Map<String, String> more) throws Exception {
        return up(false, more);
    }

    private boolean up(boolean discord, Map<String, String> more) throws Exception {
        started = up(fleet, discord, more);
        return started.isPresent();
    }

    private boolean up(FleetControl launcher) throws Exception {
        return up(launcher, false, Map.of()).isPresent();
    }

    private Optional<RunningFleet> up(FleetControl launcher, boolean discord, Map<String, String> more)
            throws Exception {
        var environment = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "NATS_URL", nats.url()));
        environment.putAll(more);
        var request =
                new FleetRequest(new Installation(fakeJava(), libraries(), List.of()), ports, discord, environment);
        return launcher.up(request, () -> {
            throw new AssertionError("NATS_URL is set: no server is looked for");
        });
    }

    private FleetControl anotherLauncher() {
        var terminal = new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false, Map.of());
        return new FleetControl(
                home,
                terminal,
                new Steps(terminal, InstantSource.system()),
                new SystemCommands(System.getenv("PATH")),
                InstantSource.system(),
                new Random(1));
    }

    private Path libraries() throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("lib"));
        for (String module : List.of(
                "sandbox", "provision", "gateway-bridge", "command-worker", "event-worker", "eligibility-worker")) {
            Path jar = libraries.resolve("jetcord-" + module + "-1.jar");
            if (!Files.exists(jar)) {
                Files.createFile(jar);
            }
        }
        return libraries;
    }

    private Path fakeJava() throws IOException {
        Path java = folder.resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                for jar; do :; done
                exec '%s/bin/java' -XX:TieredStopAtLevel=1 '%s' -cp '%s' dev.jetcord.launcher.fleet.FakeService "$jar"
                """.formatted(
                        System.getProperty("java.home"),
                        home.marker(),
                        Path.of("target/test-classes").toAbsolutePath()));
        return Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    private void kill(String name) throws Exception {
        ServiceRecord service = new RunFolder(home.run()).find(name).orElseThrow();
        ProcessHandle process = ProcessHandle.of(service.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private List<String> names() throws Exception {
        try (var readiness = new Readiness()) {
            return new FleetStatus(home, readiness)
                    .look().stream().map(entry -> entry.service().name()).toList();
        }
    }

    private boolean allReady() throws Exception {
        try (var readiness = new Readiness()) {
            return FleetStatus.allReady(new FleetStatus(home, readiness).look());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    // Four ports that follow one another: below the range from which the system gives out ports of its own.
    private static int freeRange() throws IOException {
        for (int first = 20_000 + new Random().nextInt(5_000) * 2; ; first += 10) {
            try (var _ = new ServerSocket(first);
                    var _ = new ServerSocket(first + 1);
                    var _ = new ServerSocket(first + 2);
                    var _ = new ServerSocket(first + 3)) {
                return first;
            } catch (BindException _) {
                // Taken: the next ones.
            }
        }
    }
}
