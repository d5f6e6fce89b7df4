package dev.jetcord.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryClassesTest {
    @TempDir
    private Path folder;

    @Test
    void areThoseOfOthersInTheOrderInWhichTheyWereLoadedAndInitialised() throws IOException {
        Path log = folder.resolve("log");
        Files.writeString(log, """
                [0.023s][info][class,load] java.lang.Object source: shared objects file
                [0.024s][info][class,init] 0 Initializing 'java/lang/Object'(no method) (0x000000006b172020) by thread "main"
                [0.100s][info][class,load] dev.jetcord.bridge.Main source: file:/lib/jetcord-gateway-bridge.jar
                [0.101s][info][class,init] Start class verification for: io.nats.client.Options
                [0.102s][info][class,load] io.nats.client.Options source: file:/lib/jnats.jar
                [0.103s][info][class,load] io.nats.client.Nats source: file:/lib/jnats.jar
                [0.104s][info][class,init] 7 Initializing 'io/nats/client/Nats' (0x000000006b172020) by thread "main"
                [0.105s][info][class,load] io.nats.client.Nats$$Lambda/0x000000006b1 source: io.nats.client.Nats
                """);

        assertThat(LibraryClasses.of(log))
                .containsExactly(
                        "-java.lang.Object",
                        "!java.lang.Object",
                        "-io.nats.client.Options",
                        "-io.nats.client.Nats",
                        "!io.nats.client.Nats");
    }
}
