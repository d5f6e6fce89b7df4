package dev.jetcord.e2e.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void theEndOfAKilledProcessIsSeen() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        var ended = new CompletableFuture<Boolean>();

        Launcher.whenEnded(process.pid(), () -> ended.complete(true));
        assertThat(ended).isNotDone();
        process.destroyForcibly();

        assertThat(ended.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aProcessThatHasEndedBeforeIsNotWaitedFor() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        var ended = new CompletableFuture<Boolean>();

        Launcher.whenEnded(process.pid(), () -> ended.complete(true));

        assertThat(ended.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
