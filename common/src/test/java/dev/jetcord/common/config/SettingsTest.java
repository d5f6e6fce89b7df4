package dev.jetcord.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @Test
    void reportsEveryProblemAtOnce() {
        Map<String, String> environment = Map.of("PORT", "80x", "WAIT", "soon", "ON", "maybe");

        assertThatThrownBy(() -> Settings.load(environment, settings -> {
                    settings.integer("PORT", 1, 0, 65_535);
                    settings.duration("WAIT", Duration.ofSeconds(1), Duration.ZERO, Duration.ofDays(1));
                    settings.flag("ON", true);
                    return settings.secret("TOKEN");
                }))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        problem -> assertThat(problem.problems())
                                .hasSize(4)
                                .anySatisfy(line -> assertThat(line).startsWith("PORT must be a whole number"))
                                .anySatisfy(line -> assertThat(line).startsWith("WAIT must be a duration"))
                                .anySatisfy(line -> assertThat(line).startsWith("ON must be true or false"))
                                .anySatisfy(line -> assertThat(line).isEqualTo("TOKEN is required and is not set")));
    }

    @Test
    void tellsTheVariableWhenARecordRefusesItsSubstitute() {
        assertThatThrownBy(() -> Settings.load(Map.of(), settings -> {
                    String host = settings.text("HOST");
                    if (host.isEmpty()) {
                        throw new IllegalArgumentException("host must not be empty");
                    }
                    return host;
                }))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("HOST is required");
    }

    @Test
    void readsAValueFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), " hidden \n");

        Secret secret = Settings.load(Map.of("TOKEN_FILE", file.toString()), settings -> settings.secret("TOKEN"));

        assertThat(secret.reveal()).isEqualTo("hidden");
        assertThat(secret).hasToString("***");
    }

    @Test
    void namesAFileThatCannotBeRead() {
        assertThatThrownBy(() -> Settings.load(Map.of("TOKEN_FILE", "/does/not/exist"), s -> s.secret("TOKEN")))
                .hasMessageContaining("TOKEN_FILE names a file that cannot be read: /does/not/exist");
    }

    @Test
    void refusesAValueThatIsGivenTwice() {
        assertThatThrownBy(() -> Settings.load(Map.of("A", "1", "A_FILE", "/b"), settings -> settings.text("A")))
                .hasMessageContaining("A is set twice");
    }

    @Test
    void readsDurationsInBothForms() {
        Map<String, String> environment = Map.of("SHORT", "250ms", "LONG", "PT5M");

        Duration sum = Settings.load(
                environment,
                settings -> settings.duration("SHORT", Duration.ZERO, Duration.ZERO, Duration.ofDays(1))
                        .plus(settings.duration("LONG", Duration.ZERO, Duration.ZERO, Duration.ofDays(1))));

        assertThat(sum).isEqualTo(Duration.ofMinutes(5).plusMillis(250));
    }

    @Test
    void keepsAUrlWithCredentialsOutOfItsMessage() {
        assertThatThrownBy(() -> Settings.load(
                        Map.of("API", "ftp://me:secret@host"),
                        settings -> settings.uri("API", URI.create("https://a.example"), "https")))
                .hasMessageContaining("API must be a URL")
                .hasMessageNotContaining("secret");
    }
}
