package dev.jetcord.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresClusterTest {
    private static final String PASSWORD = "not for anybody";

    @TempDir
    Path folder;

    @Test
    void keepsItsDataOverStartsAndAfterAHalfDoneSetup() throws Exception {
        PostgresPrograms programs = PostgresPrograms.unpack(folder.resolve("bin"));
        PostgresCluster cluster = new PostgresCluster(programs, folder.resolve("cluster"));
        Files.createDirectories(folder.resolve("cluster/data-draft/left-by-a-killed-setup"));
        String version;
        try (LocalPostgres first = LocalPostgres.start(cluster, PASSWORD, freePort(), Map.of())) {
            assertThat(first.url(PostgresCluster.DATABASE))
                    .isEqualTo("postgresql://jetcord:" + PASSWORD + "@127.0.0.1:" + first.port() + "/postgres");
            version = Files.readString(folder.resolve("cluster/data/PG_VERSION"));
            first.kill();
            first.restart();
        }

        assertThat(PostgresPrograms.unpack(folder.resolve("bin"))).isEqualTo(programs);
        try (LocalPostgres second = LocalPostgres.start(cluster, PASSWORD, freePort(), Map.of())) {
            assertThat(Files.readString(folder.resolve("cluster/data/PG_VERSION")))
                    .isEqualTo(version);
            assertThat(second.port()).isPositive();
        }
        assertThat(folder.resolve("cluster/postgres.log"))
                .content()
                .contains("database system was not properly shut down", "database system is shut down")
                .doesNotContain(PASSWORD);
    }

    @Test
    void saysWhatPostgresSaysWhenItDoesNotStart() {
        PostgresPrograms programs = PostgresPrograms.unpack(folder.resolve("bin"));
        PostgresCluster cluster = new PostgresCluster(programs, folder.resolve("cluster"));

        assertThatThrownBy(() -> LocalPostgres.start(cluster, PASSWORD, freePort(), Map.of("shared_buffers", "a lot")))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("shared_buffers");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
