package dev.jetcord.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A fleet that a launcher looks after: real processes that are killed, and other launchers. */
class SupervisorTest extends FakeFleetTest {
    @Test
    void startsAServiceAgainThatEndsUnasked() throws Exception {
        var told = new RecordedSupervision();
        Supervisor supervisor =
                fleet().supervise(fake().up(fleet(), false, Map.of()).orElseThrow(), told);
        try {
            fake().kill("command-worker");

            await().untilAsserted(() -> assertThat(told.lines())
                    .containsExactly("command-worker ended with 137, again in 1 s", "command-worker is ready"));
            assertThat(told.lastWords()).contains("token ");
            assertThat(fake().allReady()).isTrue();
        } finally {
            supervisor.stop();
        }
    }

    @Test
    void startsNothingAgainThatAnotherLauncherStops() throws Exception {
        var told = new RecordedSupervision();
        Supervisor supervisor =
                fleet().supervise(fake().up(fleet(), false, Map.of()).orElseThrow(), told);
        try {
            assertThat(fake().launcher().down()).isEqualTo(5);

            await().until(() -> !supervisor.active());
            assertThat(told.lines()).hasSize(5).allMatch(line -> line.endsWith(" is released"));
            assertThat(fake().processes()).isEmpty();
        } finally {
            supervisor.stop();
        }
    }
}
