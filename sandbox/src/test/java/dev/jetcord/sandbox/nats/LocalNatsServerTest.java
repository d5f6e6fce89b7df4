package dev.jetcord.sandbox.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong at a start, with programs that are made to fail; a server that starts is tested by the test support. */
class LocalNatsServerTest {
    @TempDir
    private Path folder;

    @Test
    void showsWhatTheServerPrintedWhenItDoesNotStart() throws IOException {
        var binary = program("echo 'nats-server: bad configuration'; exit 1");

        assertThatThrownBy(() -> LocalNatsServer.start(binary, settings(0)))
                .isInstanceOf(NatsServerException.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("nats-server: bad configuration");
    }

    @Test
    void saysThatItsPortIsInUse() throws IOException {
        var binary = program("exit 1");
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> LocalNatsServer.start(binary, settings(taken.getLocalPort())))
                    .isInstanceOf(NatsServerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void refusesAFileThatIsNoProgram() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "no program");

        assertThatThrownBy(() -> new NatsServerBinary(file))
                .isInstanceOf(NatsServerException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void quotesPathsInItsConfiguration() {
        var settings = new NatsServerSettings("one", 0, 0, Path.of("/a b/\"c\""));

        assertThat(settings.configuration()).contains("port: -1", "store_dir: \"/a b/\\\"c\\\"/store\"");
    }

    private NatsServerSettings settings(int port) {
        return new NatsServerSettings("test", port, 0, folder.resolve("server"));
    }

    private NatsServerBinary program(String text) throws IOException {
        Path file = folder.resolve("nats-server");
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return new NatsServerBinary(Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------")));
    }
}
