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
    void letWhatIdlesBeginSmall() {
        assertThat(JvmFlags.of("command-worker", List.of("-Xmx1g"))).containsExactly("-Xms32m", "-Xmx1g");
        assertThat(JvmFlags.of("gateway-bridge", List.of("-Xmx1g"))).containsExactly("-Xmx1g");
    }

    @Test
    void ofNobodyElseAreOursAlone() {
        assertThat(JvmFlags.with("  ")).isNotEmpty().doesNotContain("");
    }
}
