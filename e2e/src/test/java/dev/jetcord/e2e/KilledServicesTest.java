package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.e2e.fleet.LaunchedFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 of every process of a fleet that somebody looks on, while users type: each comes back, and commands are answered. */
class KilledServicesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long TYPED_EVERY_MILLIS = 100;

    @TempDir
    private static Path folder;

    private static final ScheduledExecutorService users = Executors.newScheduledThreadPool(4);
    private static final AtomicInteger typed = new AtomicInteger();
    private static LaunchedFleet fleet;
    private static Path printed;
    private static Process launcher;

    @BeforeAll
    static void start() throws Exception {
        fleet = PackagedFleet.in(folder.resolve("home"));
        printed = folder.resolve("printed");
        launcher = fleet.launcher("up").redirectOutput(printed.toFile()).start();
        awaitPrinted("What happens:");
        var _ = users.scheduleAtFixedRate(KilledServicesTest::type, 0, TYPED_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        await().atMost(PATIENCE).until(() -> typed.get() > 10);
    }

    @AfterAll
    static void stop() throws Exception {
        users.shutdownNow();
        launcher.destroy();
        if (!launcher.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
        }
        fleet.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gateway-bridge command-worker event-worker eligibility-worker", "nats postgres", "sandbox"})
    void comeBackAndCommandsAreAnsweredAgain(String services) throws Exception {
        List<String> killed = List.of(services.split(" "));
        for (String service : killed) {
            fleet.kill(service);
        }

        for (String service : killed) {
            awaitPrinted(service + " has ended unasked with exit code 137");
            awaitPrinted(service + " is ready again");
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(fleet.jetcord("say", "/ping").output()).contains("Pong!"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(fleet.jetcord("status").exitCode()).isZero());
    }

    // Nobody waits for the answer: what counts is that commands are on their way when the service is killed.
    private static void type() {
        try {
            fleet.control("POST", "/interactions", "{\"type\":\"command\",\"text\":\"/ping\"}");
            typed.incrementAndGet();
        } catch (IOException _) {
            // The sandbox is the one that was killed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitPrinted(String text) {
        await().atMost(PATIENCE)
                .until(() -> Files.exists(printed) && Files.readString(printed).contains(text));
    }
}
