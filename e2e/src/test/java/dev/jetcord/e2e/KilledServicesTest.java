package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.e2e.fleet.LaunchedFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 of any process of a fleet that somebody looks on, while users type: it comes back, and commands are answered. */
class KilledServicesTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final long TYPED_EVERY_MILLIS = 100;

    @TempDir
    private Path folder;

    private final ScheduledExecutorService users = Executors.newScheduledThreadPool(4);
    private final AtomicInteger typed = new AtomicInteger();
    private LaunchedFleet fleet;
    private Path printed;
    private Process launcher;
    private ScheduledFuture<?> typing;

    @BeforeEach
    void start() throws Exception {
        fleet = PackagedFleet.in(folder.resolve("home"));
        printed = folder.resolve("printed");
        launcher = fleet.launcher("up").redirectOutput(printed.toFile()).start();
        awaitPrinted("What happens:");
        typing = users.scheduleAtFixedRate(this::type, 0, TYPED_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        await().atMost(SOON).until(() -> typed.get() > 10);
    }

    @AfterEach
    void stop() throws Exception {
        typing.cancel(true);
        users.shutdownNow();
        launcher.destroy();
        if (!launcher.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
        }
        fleet.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway-bridge",
                "command-worker",
                "event-worker",
                "eligibility-worker",
                "nats",
                "postgres",
                "sandbox"
            })
    void comesBackAndCommandsAreAnsweredAgain(String service) throws Exception {
        fleet.kill(service);

        awaitPrinted(service + " has ended unasked with exit code 137");
        awaitPrinted(service + " is ready again");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(fleet.jetcord("say", "/ping").output()).contains("Pong!"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(fleet.jetcord("status").exitCode()).isZero());
    }

    // Nobody waits for the answer: what counts is that commands are on their way when the service is killed.
    private void type() {
        try {
            fleet.control("POST", "/interactions", "{\"type\":\"command\",\"text\":\"/ping\"}");
            typed.incrementAndGet();
        } catch (IOException _) {
            // The sandbox is the one that was killed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPrinted(String text) {
        await().atMost(SOON)
                .until(() -> Files.exists(printed) && Files.readString(printed).contains(text));
    }
}
