package dev.jetcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.gateway.GatewayRules;
import dev.jetcord.testing.JavaProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bridge as a process, where it cannot run. */
class MainTest {
    @Test
    void saysEverythingThatIsWrongWithItsConfiguration() throws Exception {
        try (JavaProcess bridge = JavaProcess.start(Main.class, Map.of("DISCORD_SHARDS", "none"))) {
            assertThat(bridge.exitCode()).isEqualTo(2);
            assertThat(bridge.output())
                    .contains("DISCORD_TOKEN", "DISCORD_SHARDS")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void endsWithWhatToDoWhenTheTokenIsRefused() throws Exception {
        String other = SandboxSettings.forTests().token();
        try (BridgeWorld world = new BridgeWorld().provisioned();
                JavaProcess bridge = JavaProcess.start(Main.class, world.environment("DISCORD_TOKEN", other))) {
            assertThat(bridge.exitCode()).isEqualTo(2);
            assertThat(bridge.output())
                    .contains("does not accept the bot's token", "Developer Portal")
                    .doesNotContain(other)
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void endsWithWhatToDoWhenAnIntentIsNotAllowed() throws Exception {
        SandboxSettings strict = SandboxSettings.forTests().withRules(new GatewayRules(1, 0, 1, 1000));
        try (BridgeWorld world = new BridgeWorld(strict).provisioned();
                JavaProcess bridge =
                        JavaProcess.start(Main.class, world.environment("DISCORD_INTENTS", "GUILDS,MESSAGE_CONTENT"))) {
            assertThat(bridge.exitCode()).isEqualTo(2);
            assertThat(bridge.output())
                    .contains("4014", "MESSAGE_CONTENT", "Developer Portal")
                    .doesNotContain("\tat ")
                    .doesNotContain(world.discord.token());
        }
    }
}
