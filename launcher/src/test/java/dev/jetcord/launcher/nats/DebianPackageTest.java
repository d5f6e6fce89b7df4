package dev.jetcord.launcher.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.launcher.process.SystemCommands;
import dev.jetcord.sandbox.nats.NatsServerBinary;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianPackageTest {
    @TempDir
    private Path work;

    /** The real apt on a Debian or Ubuntu; elsewhere it must be known that this way is closed. */
    @Test
    void unpacksAServerThatRunsWithoutInstallingIt() throws Exception {
        var debian = new DebianPackage(new SystemCommands(System.getenv("PATH")));
        if (!Files.exists(Path.of("/usr/bin/apt-get"))) {
            assertThat(debian.obstacle())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("this is no Debian or Ubuntu"));
            return;
        }

        Path server = debian.fetch(work);

        assertThat(server).startsWith(work);
        assertThat(new NatsServerBinary(server).version()).matches("2\\.\\d+\\.\\d+");
    }
}
