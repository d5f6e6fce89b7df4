package dev.jetcord.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnersTest {
    private static final String TABLE = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:107E 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1001 1 0
               1: 0100007F:1F9A 0100007F:107E 01 00000000:00000000 00:00000000 00000000     0        0 1002 1 0
            """;

    @TempDir
    private Path proc;

    @BeforeEach
    void oneProcessListens() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/tcp"), TABLE);
        Files.createDirectories(proc.resolve("4711/fd"));
        Files.createSymbolicLink(proc.resolve("4711/fd/3"), Path.of("socket:[1001]"));
        Files.createSymbolicLink(proc.resolve("4711/fd/4"), Path.of("socket:[1002]"));
        Files.writeString(proc.resolve("4711/cmdline"), "nats-server\0-js\0");
    }

    @Test
    void namesWhoListens() {
        assertThat(new PortOwners(proc).owner(4222)).hasValue("pid 4711 (nats-server -js)");
    }

    @Test
    void aConnectionHoldsNoPort() {
        assertThat(new PortOwners(proc).owner(8090)).isEmpty();
    }

    @Test
    void knowsNobodyWhereThereIsNoProc() {
        assertThat(new PortOwners(proc.resolve("absent")).owner(4222)).isEmpty();
    }
}
