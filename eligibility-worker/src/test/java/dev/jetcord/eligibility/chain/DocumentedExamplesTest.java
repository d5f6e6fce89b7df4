package dev.jetcord.eligibility.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.config.Settings;
import dev.jetcord.eligibility.rule.Asset;
import dev.jetcord.eligibility.rule.RuleJson;
import dev.jetcord.eligibility.rule.RuleNeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/eligibility.md} can be used as they stand. */
class DocumentedExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void theRuleIsReadAndItsChainsAreConfigured() throws Exception {
        Path page = Path.of(System.getProperty("jetcord.root")).resolve("docs/eligibility.md");
        List<String> examples = EXAMPLE.matcher(Files.readString(page))
                .results()
                .map(found -> found.group(1))
                .toList();

        RuleNeeds needs = RuleNeeds.of(RuleJson.read(examples.getFirst(), token -> 6));
        ChainsConfiguration chains = Settings.load(Map.of("CHAINS", examples.getLast()), ChainsConfiguration::from);

        assertThat(examples).hasSize(2);
        assertThat(chains.chains().stream().map(ChainSettings::name).toList())
                .containsAll(needs.assets().stream().map(Asset::chain).collect(Collectors.toSet()));
    }
}
