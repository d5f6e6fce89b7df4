package dev.jetcord.command.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.wire.Snowflake;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandWorkerConfigurationTest {
    /** The application id 1234 in Base64, and two parts that are none of a real bot. */
    private static final String TOKEN = "MTIzNA.x.y";

    @Test
    void hasDefaultsForAllButTheToken() {
        CommandWorkerConfiguration configuration = load(Map.of("DISCORD_TOKEN", TOKEN));

        assertThat(configuration.discord().applicationId()).isEqualTo(new Snowflake(1234));
        assertThat(configuration.discord().apiUrl()).isEqualTo(URI.create("https://discord.com/api/v10"));
        assertThat(configuration.deferAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(configuration.logFlow()).isFalse();
        assertThat(configuration.service().operationsPort()).isEqualTo(8080);
        assertThat(configuration.service().stopTimeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(configuration.service().nats().servers()).containsExactly("nats://127.0.0.1:4222");
    }

    @Test
    void readsWhatIsGiven() {
        CommandWorkerConfiguration configuration = load(Map.of(
                "DISCORD_TOKEN", TOKEN,
                "DISCORD_API_URL", "http://127.0.0.1:8090/api/v10/",
                "DEFER_AFTER", "1500ms",
                "LOG_FLOW", "true",
                "NATS_URL", "nats://a:4222, tls://b:4222"));

        assertThat(configuration.discord().apiUrl()).isEqualTo(URI.create("http://127.0.0.1:8090/api/v10"));
        assertThat(configuration.deferAfter()).isEqualTo(Duration.ofMillis(1500));
        assertThat(configuration.logFlow()).isTrue();
        assertThat(configuration.service().nats().servers()).containsExactly("nats://a:4222", "tls://b:4222");
    }

    @Test
    void tellsEveryProblemAtOnceAndNoSecret() {
        assertThatThrownBy(() -> load(Map.of(
                        "DISCORD_TOKEN", "hunter2", "DEFER_AFTER", "3s", "LOG_FLOW", "perhaps", "NATS_URL", "ftp://a")))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        wrong -> assertThat(wrong.problems())
                                .hasSize(4)
                                .anyMatch(problem -> problem.startsWith("DISCORD_TOKEN is not a bot token"))
                                .anyMatch(problem -> problem.startsWith("DEFER_AFTER must be a duration"))
                                .anyMatch(problem -> problem.startsWith("LOG_FLOW must be true or false"))
                                .anyMatch(problem -> problem.startsWith("NATS_URL")))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void showsNoToken() {
        assertThat(load(Map.of("DISCORD_TOKEN", TOKEN)).toString()).doesNotContain(TOKEN);
    }

    private static CommandWorkerConfiguration load(Map<String, String> environment) {
        return Settings.load(environment, CommandWorkerConfiguration::from);
    }
}
