package dev.jetcord.launcher.fleet;

import dev.jetcord.testing.TestNats;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fleet for each test, of real processes and with a real NATS server; only what the services do is a fake. */
abstract class FakeFleetTest {
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

    final FakeFleet fake() {
        return fake;
    }

    final FleetControl fleet() {
        return fleet;
    }
}
