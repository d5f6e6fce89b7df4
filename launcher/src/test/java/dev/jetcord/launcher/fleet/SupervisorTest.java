package dev.jetcord.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.testing.TestNats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet that a launcher looks after: real processes that are killed, and other launchers. */
class SupervisorTest {
    private static TestNats nats;

    @TempDir
    private Path folder;

    private FakeFleet fake;
    private FleetControl fleet;

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
        fake = new FakeFleet(folder, nats.url());
        fleet = fake.launcher();
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        fleet.down();
    }

    @Test
    void startsAServiceAgainThatEndsUnasked() throws Exception {
        var told = new RecordedSupervision();
        Supervisor supervisor = fleet.supervise(fake.up(fleet, false, Map.of()).orElseThrow(), told);
        try {
            fake.kill("command-worker");

            await().untilAsserted(() -> assertThat(told.lines())
                    .containsExactly("command-worker ended with 137, again in 1 s", "command-worker is ready"));
            assertThat(told.lastWords()).contains("token ");
            assertThat(fake.allReady()).isTrue();
        } finally {
            supervisor.stop();
        }
    }

    @Test
    void startsNothingAgainThatAnotherLauncherStops() throws Exception {
        var told = new RecordedSupervision();
        Supervisor supervisor = fleet.supervise(fake.up(fleet, false, Map.of()).orElseThrow(), told);
        try {
            assertThat(fake.launcher().down()).isEqualTo(5);

            await().until(() -> !supervisor.active());
            assertThat(told.lines()).hasSize(5).allMatch(line -> line.endsWith(" is released"));
            assertThat(fake.processes()).isEmpty();
        } finally {
            supervisor.stop();
        }
    }
}
