package dev.jetcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.bridge.session.Intents;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.common.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BridgeConfigurationTest {
    private static final String TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.x.y";

    @Test
    void needsNoMoreThanTheToken() {
        BridgeConfiguration configuration = Settings.load(Map.of("DISCORD_TOKEN", TOKEN), BridgeConfiguration::from);

        assertThat(configuration.shards()).isEmpty();
        assertThat(configuration.intents()).isEqualTo(Intents.of(Intents.Intent.GUILDS));
        assertThat(configuration.compression()).isEqualTo(Compression.ZSTD_STREAM);
        assertThat(configuration.logFlow()).isFalse();
        assertThat(configuration.toString()).doesNotContain(TOKEN);
    }

    @Test
    void takesWhatAnOperatorSets() {
        BridgeConfiguration configuration = Settings.load(
                Map.of(
                        "DISCORD_TOKEN", TOKEN,
                        "DISCORD_API_URL", "http://127.0.0.1:8090/api/v10",
                        "DISCORD_SHARDS", "16",
                        "DISCORD_INTENTS", "guilds, GUILD_MEMBERS",
                        "DISCORD_COMPRESSION", "none",
                        "OPERATIONS_PORT", "9090",
                        "STOP_TIMEOUT", "10s",
                        "LOG_FLOW", "true"),
                BridgeConfiguration::from);

        assertThat(configuration.discord().apiUrl()).isEqualTo(URI.create("http://127.0.0.1:8090/api/v10"));
        assertThat(configuration.shards()).hasValue(16);
        assertThat(configuration.intents()).isEqualTo(Intents.of(Intents.Intent.GUILDS, Intents.Intent.GUILD_MEMBERS));
        assertThat(configuration.compression()).isEqualTo(Compression.NONE);
        assertThat(configuration.service().operationsPort()).isEqualTo(9090);
        assertThat(configuration.service().stopTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.logFlow()).isTrue();
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> Settings.load(
                        Map.of(
                                "DISCORD_SHARDS", "0",
                                "DISCORD_INTENTS", "GUILDS,EVERYTHING",
                                "DISCORD_COMPRESSION", "gzip"),
                        BridgeConfiguration::from))
                .hasMessageContaining("DISCORD_TOKEN")
                .hasMessageContaining("DISCORD_SHARDS")
                .hasMessageContaining("'EVERYTHING'")
                .hasMessageContaining("DISCORD_COMPRESSION");
    }
}
