package dev.jetcord.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTokenTest {
    @TempDir
    private Path folder;

    @Test
    void beginsWithTheApplicationsId() throws IOException {
        String token = token(1).get();

        String id = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.US_ASCII);
        assertThat(id).matches("\\d{17,20}");
        assertThat(token).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @Test
    void staysTheSameForAHomeAndIsTheOwnersOnly() throws IOException {
        String first = token(1).get();

        assertThat(token(2).get()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("home/token"))))
                .isEqualTo("rw-------");
    }

    private SandboxToken token(int seed) {
        return new SandboxToken(folder.resolve("home/token"), InstantSource.system(), new Random(seed));
    }
}
