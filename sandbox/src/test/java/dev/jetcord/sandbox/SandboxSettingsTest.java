package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxSettingsTest {
    private static final Map<String, String> IN_A_CONTAINER =
            Map.of("SANDBOX_PORT", "0", "SANDBOX_HOST", "0.0.0.0", "SANDBOX_NAME", "localhost");

    @Test
    void botsAreGivenTheNameByWhichItIsDialled() throws Exception {
        try (SandboxDiscord discord = SandboxDiscord.start(SandboxSettings.from(new Environment(IN_A_CONTAINER)))) {
            assertThat(discord.gatewayUrl()).hasHost("localhost").hasPort(discord.port());
        }
    }

    @Test
    void itsNameIsWhereItListensUnlessItIsTold() {
        var environment = new HashMap<>(IN_A_CONTAINER);
        environment.remove("SANDBOX_NAME");

        assertThat(SandboxSettings.from(new Environment(environment)).name()).isEqualTo("0.0.0.0");
    }
}
