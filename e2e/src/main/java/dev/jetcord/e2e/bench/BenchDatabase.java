package dev.jetcord.e2e.bench;

import dev.jetcord.launcher.process.Folders;
import dev.jetcord.postgres.LocalPostgres;
import dev.jetcord.postgres.PostgresCluster;
import dev.jetcord.postgres.PostgresPrograms;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An empty PostgreSQL server of a benchmark's own. */
final class BenchDatabase {
    /** Of a server that only this machine reaches, and only for minutes. */
    private static final String PASSWORD = "bench";

    private final LocalPostgres server;
    private final Path folder;

    private BenchDatabase(LocalPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    static BenchDatabase start() throws IOException {
        Path folder = Files.createTempDirectory("jetcord-bench-postgres");
        var cluster =
                new PostgresCluster(PostgresPrograms.unpack(folder.resolve("programs")), folder.resolve("cluster"));
        return new BenchDatabase(LocalPostgres.start(cluster, PASSWORD, FreePorts.take(), Map.of()), folder);
    }

    String url() {
        return server.url(PostgresCluster.DATABASE);
    }

    void stop() throws IOException {
        server.close();
        Folders.delete(folder);
    }
}
