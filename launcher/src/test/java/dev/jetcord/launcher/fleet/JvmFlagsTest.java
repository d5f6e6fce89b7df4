package dev.jetcord.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    @Test
    void theUsersComeLastAndNameTheService() {
        List<String> flags = JvmFlags.with(" -Xmx1g  -XX:AOTConfiguration=/tmp/{service}.aotconf ");

        assertThat(JvmFlags.of("sandbox", flags))
                .startsWith("-XX:+UseSerialGC")
                .endsWith("-Xmx1g", "-XX:AOTConfiguration=/tmp/sandbox.aotconf");
    }

    @Test
    void ofNobodyElseAreOursAlone() {
        assertThat(JvmFlags.with("  ")).isNotEmpty().doesNotContain("");
    }
}
