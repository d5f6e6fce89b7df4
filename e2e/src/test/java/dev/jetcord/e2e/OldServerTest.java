package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jetcord.e2e.fleet.LaunchedFleet.Run;
import dev.jetcord.launcher.nats.DebianPackage;
import dev.jetcord.launcher.process.SystemCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole fleet on the NATS server that the distribution has, 2.9 on Debian 12, which knows none of the newer features. */
class OldServerTest {
    @TempDir
    private Path folder;

    @Test
    void theFleetAnswersOnTheDistributionsOwnServer() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/apt-get")), "this is no Debian or Ubuntu");
        Path work = Files.createDirectory(folder.resolve("package"));
        Path server = new DebianPackage(new SystemCommands(System.getenv("PATH"))).fetch(work);
        var fleet = PackagedFleet.in(folder.resolve("home"));
        try {
            Run up = fleet.jetcord(Map.of("NATS_SERVER_BINARY", server.toString()), "up", "--detach");
            assertThat(up.exitCode()).as(up.output()).isZero();
            assertThat(fleet.process("nats").info().command()).contains(server.toString());

            assertThat(fleet.jetcord("say", "/ping").output()).contains("Pong!");
        } finally {
            fleet.stop();
        }
    }
}
