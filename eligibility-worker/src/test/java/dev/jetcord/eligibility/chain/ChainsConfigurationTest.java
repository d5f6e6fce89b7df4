package dev.jetcord.eligibility.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.config.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainsConfigurationTest {
    private static final String GOOD =
            "\"name\": \"base\", \"chain_id\": 8453, \"endpoints\": [\"https://a.example/key\"]";

    @Test
    void knowsNoChainWhereNoneIsConfigured() {
        assertThat(load(Map.of())).isEqualTo(new ChainsConfiguration(List.of(), Duration.ofSeconds(15)));
    }

    @Test
    void readsChainsFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("chains.json"), """
                [{"name": "mainnet", "chain_id": 1, "endpoints": ["https://a.example/key", "http://b.example"],
                  "block": {"confirmations": 12}, "batch": 20, "timeout_ms": 1500},
                 {%s}]""".formatted(GOOD));

        assertThat(load(Map.of("CHAINS_FILE", file.toString(), "CHAIN_CACHE", "0s")))
                .isEqualTo(new ChainsConfiguration(
                        List.of(
                                new ChainSettings(
                                        "mainnet",
                                        1,
                                        List.of(URI.create("https://a.example/key"), URI.create("http://b.example")),
                                        new BlockPolicy.Confirmations(12),
                                        20,
                                        Duration.ofMillis(1500)),
                                new ChainSettings(
                                        "base",
                                        8453,
                                        List.of(URI.create("https://a.example/key")),
                                        new BlockPolicy.Safe(),
                                        100,
                                        Duration.ofSeconds(5))),
                        Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | CHAINS must be a list of chains",
                "[{\"name\": \"a\", | CHAINS is not JSON; see line 1, column",
                "[{GOOD, \"confirmations\": 2}] | CHAINS chain base has the field confirmations, which is not known",
                "[{GOOD, \"block\": \"latest\"}] | CHAINS chain base needs block to be \"safe\" or {\"confirmations\": N}",
                "[{GOOD, \"batch\": 5000}] | CHAINS chain base needs batch, a whole number from 1 to 1000",
                "[{GOOD, \"timeout_ms\": \"1s\"}] | CHAINS chain base needs timeout_ms, a whole number from 100 to 60000",
                "[{GOOD}, {GOOD}] | CHAINS names a chain twice",
                "[{\"name\": \"Base\", \"chain_id\": 1, \"endpoints\": [\"https://a.example/key\"]}] | CHAINS is wrong:"
                        + " A chain's name has 1 to 32 lower-case letters, digits and hyphens but is 'Base'",
                "[{\"chain_id\": 1, \"endpoints\": [\"https://a.example/key\"]}] | CHAINS is wrong: A chain's name has",
                "[{\"name\": \"a\", \"endpoints\": [\"https://a.example/key\"]}] | CHAINS chain a needs chain_id, a whole",
                "[{\"name\": \"a\", \"chain_id\": 1}] | CHAINS chain a needs endpoints, a list of URLs that start with",
                "[{\"name\": \"a\", \"chain_id\": 1, \"endpoints\": []}] | CHAINS chain a needs endpoints, a list of URLs",
                "[{\"name\": \"a\", \"chain_id\": 1, \"endpoints\": [\"wss://a.example/key\"]}] | CHAINS chain a needs"
                        + " endpoints, a list of URLs that start with http:// or https://"
            })
    void saysWhatIsWrongAndNeverShowsAnEndpoint(String json, String problem) {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> load(Map.of("CHAINS", json.replace("GOOD", GOOD))));

        assertThat(refused.getMessage()).contains(problem).doesNotContain("a.example");
    }

    @Test
    void doesNotShowAnEndpointInItsText() {
        assertThat(load(Map.of("CHAINS", "[{" + GOOD + "}]")).toString())
                .contains("base")
                .doesNotContain("a.example");
    }

    private static ChainsConfiguration load(Map<String, String> environment) {
        return Settings.load(environment, ChainsConfiguration::from);
    }
}
